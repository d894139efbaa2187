/** Repositories of a host to choose one from: all of them searchable while they are still arriving. */
import { PackageOpen, SearchX } from "lucide-react";
import { type ReactNode, useState } from "react";

import { useFaultViews } from "../../data/faults";
import { useHostEntries } from "../../data/host_entries";
import { useHostRepositories, useHostSearch, useProjects } from "../../data/host_repositories";
import { isSilence, noteOf } from "../../data/seen";
import type { AccountId, HostRepository, RepositoryScope } from "../../host/api.gen";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { PickList } from "../../parts/PickList";
import { search } from "../../parts/search";
import { SeenNote } from "../../parts/SeenNote";
import { Select } from "../../parts/Select";
import { cloneWords as words } from "../../text/clone";
import { HostRepositoryRow } from "./HostRepositoryRow";
import styles from "./HostPane.module.css";
import { fixedScopes, keyOfRepository, repositoryLine, scopeOf, together } from "./scopes";

interface HostPaneProps {
  account: AccountId;
  chosen: HostRepository | undefined;
  onChoose: (repository: HostRepository) => void;
}

export function HostPane({ account, chosen, onChoose }: HostPaneProps) {
  const [scopeId, setScopeId] = useState("all");
  const [sought, setSought] = useState("");
  const scope = scopeOf(scopeId);
  const { stack, sight, isReading, fault, retry } = useHostRepositories(account, scope);
  const isSilent = isSilence(fault) || isSilence(sight?.seen.because);
  const helped = useHostSearch(
    account,
    scope,
    sought,
    isSilent ? "seen" : isHelped(scope, isReading) ? "host" : "nothing",
  );
  const faults = useFaultViews();
  const entries = useHostEntries();
  const total = stack?.items.length ?? 0;
  const isSought = sought.trim() !== "";
  const found = together(stack ? search(stack, sought) : [], isSought ? helped : []);
  return (
    <PickList
      label={words.repositories}
      search={words.search}
      words={sought}
      onWords={setSought}
      lines={found.map(repositoryLine)}
      selected={chosen && keyOfRepository(chosen)}
      onSelect={({ repository }) => onChoose(repository)}
      onAct={({ repository }) => onChoose(repository)}
      menuOf={({ repository }) =>
        entries({ place: { account, repository: repository.path }, archived: repository.archived })
      }
      rowHeight={52}
      beside={<ScopeSelect account={account} value={scopeId} onChange={setScopeId} />}
      above={
        <>
          {fault && (stack || found.length > 0) && <ErrorState {...faults(fault, retry)} inline />}
          {sight && <SeenNote {...noteOf(sight)} />}
          {stack && (
            <Count
              found={isSought ? found.length : undefined}
              total={total}
              isReading={isReading && !fault && !sight}
            />
          )}
        </>
      }
      empty={
        fault && !stack ? (
          <ErrorState {...faults(fault, retry)} />
        ) : !stack ? (
          <LoadingState label={words.loading} />
        ) : isSought ? (
          <EmptyState icon={SearchX} title={words.nothingFits}>
            {words.nothingFitsText(visibleText(sought.trim()))} {isReading && words.stillReading}
          </EmptyState>
        ) : (
          <EmptyState icon={PackageOpen} title={words.noneTitle[scope.kind]}>
            {words.noneText[scope.kind]}
          </EmptyState>
        )
      }
    >
      {({ repository }) => <HostRepositoryRow repository={repository} />}
    </PickList>
  );
}

/** The host may know more than is here; it can't be searched in what was used last. */
function isHelped(scope: RepositoryScope, isReading: boolean): boolean {
  return isReading && scope.kind !== "recent";
}

/** How many there are, and whether more come. */
function Count({
  found,
  total,
  isReading,
}: {
  found: number | undefined;
  total: number;
  isReading: boolean;
}): ReactNode {
  const all = isReading ? words.reading(total) : words.allOf(total);
  return (
    <p className={styles.count} role="status">
      {found === undefined ? all : `${words.found(found, total)}${isReading ? words.andMore : ""}`}
    </p>
  );
}

function ScopeSelect({
  account,
  value,
  onChange,
}: {
  account: AccountId;
  value: string;
  onChange: (id: string) => void;
}) {
  // A list without projects still works; the fault shows where the repositories are.
  const { data: projects = [] } = useProjects(account);
  const named = projects
    .filter(({ personal }) => !personal)
    .map(({ key, name }) => ({ id: `project:${key}`, label: words.project(visibleText(name), visibleText(key)) }));
  return (
    <div className={styles.scope}>
      <Select label={words.scope} quietLabel choices={[...fixedScopes, ...named]} value={value} onChange={onChange} />
    </div>
  );
}
