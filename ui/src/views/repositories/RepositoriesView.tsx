/** The fixed tab: repositories on this computer, favourites first, searchable. */
import { FolderGit2, FolderOpen, HardDriveDownload, SearchX } from "lucide-react";
import { useState } from "react";

import { useCopyText } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { useFavourRepository, useForgetRepository, useKnownRepositories } from "../../data/repositories";
import type { KnownRepository } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import type { MenuEntry } from "../../parts/Menu";
import { PickList } from "../../parts/PickList";
import { repositoriesWords as words } from "../../text/repositories";
import styles from "./RepositoriesView.module.css";
import { knownStack, type RepositoryLine, repositoryLines } from "./repository_lines";
import { RepositoryEnd, RepositoryRow } from "./RepositoryRow";

export interface RepositoriesViewProps {
  onOpen: (id: string) => void;
  onOpenFolder: () => void;
  onClone: () => void;
}

export function RepositoriesView(props: RepositoriesViewProps) {
  const known = useKnownRepositories();
  const faults = useFaultViews();
  const [late] = useState(known.isPending);
  if (known.isPending) return <LoadingState label={words.loading} />;
  if (known.error) return <ErrorState {...faults(known.error, () => void known.refetch())} />;
  return <Known known={known.data} late={late} {...props} />;
}

function Known({
  known,
  late,
  onOpen,
  onOpenFolder,
  onClone,
}: RepositoriesViewProps & { known: readonly KnownRepository[]; late: boolean }) {
  const [sought, setSought] = useState("");
  const [selected, setSelected] = useState<string>();
  const menuOf = useMenu(onOpen);
  const lines = repositoryLines(knownStack(known), sought);
  const open = ({ repository }: RepositoryLine) => repository && !repository.missing && onOpen(repository.id);
  const doors = (
    <>
      <Button icon={FolderOpen} onPress={onOpenFolder}>
        {words.open}
      </Button>
      <Button tone="primary" icon={HardDriveDownload} onPress={onClone}>
        {words.clone}
      </Button>
    </>
  );
  if (known.length === 0) {
    return (
      <EmptyState icon={FolderGit2} title={words.emptyTitle} action={doors}>
        {words.emptyText}
      </EmptyState>
    );
  }
  return (
    <section className={styles.view} aria-label={words.title}>
      <header className={styles.head}>
        <h1 className={styles.title}>{words.title}</h1>
        <span className={styles.count} role="status">
          {sought.trim() === "" ? words.all(known.length) : words.found(lines.length)}
        </span>
        {doors}
      </header>
      <PickList
        label={words.list}
        search={words.search}
        words={sought}
        onWords={setSought}
        lines={lines}
        selected={selected}
        onSelect={({ key }) => setSelected(key)}
        onAct={open}
        menuOf={menuOf}
        rowHeight={52}
        late={late}
        empty={
          <EmptyState icon={SearchX} title={words.nothingTitle}>
            {words.nothingText(visibleText(sought.trim()))}
          </EmptyState>
        }
        end={({ repository }) => repository && <RepositoryEnd repository={repository} onOpen={onOpen} />}
      >
        {({ name, repository }) => (repository ? <RepositoryRow repository={repository} /> : name)}
      </PickList>
    </section>
  );
}

/** Everything a row can do, for the right button and the menu key. */
function useMenu(onOpen: (id: string) => void): (line: RepositoryLine) => readonly MenuEntry[] {
  const favour = useFavourRepository();
  const forget = useForgetRepository();
  const copy = useCopyText();
  return ({ repository }) => {
    if (!repository) return [];
    const { id, path, favourite, missing } = repository;
    return [
      { id: "open", label: words.openOne, reason: missing ? words.missingReason : null, onSelect: () => onOpen(id) },
      { id: "favour", label: words.favourite, ticked: favourite, onSelect: () => favour(id, !favourite) },
      "separator",
      { id: "path", label: words.copyPath, onSelect: () => copy(path) },
      { id: "forget", label: words.forget, description: words.forgetKeeps, onSelect: () => forget(id) },
    ];
  };
}
