/** Repository ▾ › branch ▾: both open a searchable list. */
import { ChevronDown, ChevronRight, FolderGit2, GitBranch, GitCommitHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";

import { useAnswer } from "../../data/ask";
import { useKnownRepositories, useRepository } from "../../data/repositories";
import { revealCommit } from "../../data/reveal";
import { useTabs } from "../../data/tabs";
import type { Head, RepositoryId } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { Panel, PanelTrigger, usePanelClose } from "../../parts/Panel";
import { type FoundRow, SearchableList } from "../../parts/SearchableList";
import { haystack, search } from "../../parts/search";
import { toolWords } from "../../text/frame";
import styles from "./Breadcrumb.module.css";

export function Breadcrumb({ id }: { id: RepositoryId }) {
  const { data: repository } = useRepository(id);
  const { data: known = [] } = useKnownRepositories();
  const { tabs } = useTabs();
  const alias = tabs.open.find((tab) => tab.repository === id)?.alias;
  const name = alias ?? repository?.name ?? known.find((one) => one.id === id)?.name ?? "";
  return (
    <nav className={styles.crumbs}>
      <PanelTrigger>
        <Button className={styles.crumb ?? ""} aria-label={`${toolWords.repositoryMenu}: ${visibleText(name)}`}>
          <FolderGit2 size="1.5rem" aria-hidden />
          <span className={styles.name}>
            <HostileText text={name} />
          </span>
          <ChevronDown size="1.3rem" aria-hidden />
        </Button>
        <Panel label={toolWords.repositoryMenu} placement="bottom start">
          <RepositoryChoice />
        </Panel>
      </PanelTrigger>
      {repository && (
        <>
          <ChevronRight className={styles.arrow} size="1.4rem" aria-hidden />
          <PanelTrigger>
            <Button className={styles.crumb ?? ""} aria-label={`${toolWords.branchMenu}: ${headName(repository.head)}`}>
              {repository.head.kind === "detached" ? (
                <GitCommitHorizontal size="1.5rem" aria-hidden />
              ) : (
                <GitBranch size="1.5rem" aria-hidden />
              )}
              <span className={styles.name}>{headName(repository.head)}</span>
              <ChevronDown size="1.3rem" aria-hidden />
            </Button>
            <Panel label={toolWords.branchMenu} placement="bottom start">
              <BranchChoice id={id} />
            </Panel>
          </PanelTrigger>
        </>
      )}
    </nav>
  );
}

function headName(head: Head): string {
  return head.kind === "detached" ? toolWords.detached(head.commit) : visibleText(head.name);
}

function RepositoryChoice() {
  const [words, setWords] = useState("");
  const { data: known = [] } = useKnownRepositories();
  const tabs = useTabs();
  const close = usePanelClose();
  const found = search(
    haystack(known, ({ path, name }) => `${path} ${name}`),
    words,
  );
  const rows: FoundRow[] = found.map(({ id, name, path }) => ({
    id,
    name: visibleText(name),
    content: <HostileText text={name} />,
    description: visibleText(path),
    icon: FolderGit2,
  }));
  return (
    <SearchableList
      label={toolWords.filterRepositories}
      words={words}
      onWords={setWords}
      rows={rows}
      empty={toolWords.noRepository}
      onChoose={(id) => {
        tabs.open(id);
        close();
      }}
    />
  );
}

/** The branches with the current one marked. Choosing one shows it in the graph; checking out is not there yet. */
function BranchChoice({ id }: { id: RepositoryId }) {
  const [words, setWords] = useState("");
  const { data: refs } = useAnswer("get_refs", { id });
  const found = search(
    haystack(refs?.branches ?? [], ({ name }) => name),
    words,
  );
  const rows: FoundRow[] = found.map(({ name, current }) => ({
    id: name,
    name: visibleText(name),
    content: <HostileText text={name} />,
    icon: GitBranch,
    description: current ? toolWords.current : "",
  }));
  const close = usePanelClose();
  return (
    <SearchableList
      label={toolWords.filterBranches}
      words={words}
      onWords={setWords}
      rows={rows}
      empty={words === "" ? toolWords.noBranches : toolWords.noBranch}
      onChoose={(name) => {
        const branch = found.find((one) => one.name === name);
        if (branch) revealCommit(id, branch.commit);
        close();
      }}
    />
  );
}
