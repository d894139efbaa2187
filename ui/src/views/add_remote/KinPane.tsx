/** Repositories of a host to add one from: relatives of this one first. Says what the server does not tell. */
import { Archive, GitFork, PackageOpen, SearchX } from "lucide-react";
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import { useHostRepositories } from "../../data/host_repositories";
import { useKin } from "../../data/remotes";
import { noteOf } from "../../data/seen";
import type { AccountId, HostRepository, RepositoryPath } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { PickList } from "../../parts/PickList";
import { QuietText } from "../../parts/QuietText";
import { search } from "../../parts/search";
import { SeenNote } from "../../parts/SeenNote";
import { TileMark, TileRow } from "../../parts/TileRow";
import { remoteWords as words } from "../../text/remotes";
import { keyOf, kinLines } from "./kin_lines";

interface KinPaneProps {
  account: AccountId;
  /** Where this repository lives on the host; none where it doesn't. */
  own: RepositoryPath | null;
  chosen: HostRepository | undefined;
  onChoose: (repository: HostRepository) => void;
  onAct: () => void;
}

export function KinPane({ account, own, chosen, onChoose, onAct }: KinPaneProps) {
  const [sought, setSought] = useState("");
  const kin = useKin(account, own);
  const { stack, sight, isReading, fault, retry } = useHostRepositories(account, { kind: "all" });
  const faults = useFaultViews();
  const lines = kinLines(kin.data, stack ? search(stack, sought) : [], sought);
  const isWaiting = (own !== null && kin.isWaiting) || (!stack && isReading);
  const wrong = kin.fault ?? fault;
  const old = kin.sight ?? sight;
  const again = () => {
    kin.retry();
    (sight?.retry ?? retry)();
  };
  return (
    <PickList
      label={words.repositories}
      search={words.search}
      words={sought}
      onWords={setSought}
      lines={isWaiting ? [] : lines}
      selected={chosen && keyOf(chosen)}
      onSelect={({ repository }) => repository && onChoose(repository)}
      onAct={({ repository }) => {
        if (!repository) return;
        onChoose(repository);
        if (chosen && keyOf(chosen) === keyOf(repository)) onAct();
      }}
      rowHeight={40}
      above={
        <>
          {wrong && lines.length > 0 && <ErrorState {...faults(wrong, again)} inline />}
          {old && <SeenNote {...noteOf({ ...old, retry: again })} />}
          {kin.data && (
            <QuietText live>
              {kin.data.repository.originHidden && `${words.originHidden} `}
              {kin.data.forks.length === 0 && `${words.noForks} `}
              {words.notListed}
              {kin.data.more && ` ${words.more}`}
            </QuietText>
          )}
        </>
      }
      empty={
        wrong ? (
          <ErrorState {...faults(wrong, again)} />
        ) : isWaiting ? (
          <LoadingState label={words.loading} />
        ) : sought.trim() !== "" ? (
          <EmptyState icon={SearchX} title={words.nothingFits}>
            {words.nothingFitsText(visibleText(sought.trim()))}
          </EmptyState>
        ) : (
          <EmptyState icon={PackageOpen} title={words.none}>
            {words.noneText}
          </EmptyState>
        )
      }
    >
      {({ repository, name }) => (repository ? <KinRow repository={repository} /> : <span>{name}</span>)}
    </PickList>
  );
}

function KinRow({ repository: { name, projectName, path, archived, forkedFrom } }: { repository: HostRepository }) {
  return (
    <TileRow
      name={name}
      within={{ name: projectName, key: path.project }}
      size={24}
      faded={archived}
      marks={
        <>
          {forkedFrom && (
            <TileMark icon={GitFork} hint={words.forkOf(visibleText(`${forkedFrom.project}/${forkedFrom.slug}`))} />
          )}
          {archived && (
            <span title={words.archived}>
              <Badge icon={Archive}>{words.archivedMark}</Badge>
            </span>
          )}
        </>
      }
    />
  );
}
