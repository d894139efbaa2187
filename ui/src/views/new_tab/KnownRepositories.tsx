/** Favourites, then what was opened last; a field above narrows both, Enter opens the first. */
import { FolderGit2, FolderX, Star } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";

import { useFaultViews } from "../../data/faults";
import { useFavourRepository, useKnownRepositories } from "../../data/repositories";
import { useTabs } from "../../data/tabs";
import type { KnownRepository } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { IconButton } from "../../parts/IconButton";
import { RelativeTime } from "../../parts/RelativeTime";
import { haystack, search } from "../../parts/search";
import { SearchField } from "../../parts/SearchField";
import { newTabWords } from "../../text/welcome";
import styles from "./NewTabView.module.css";

export function KnownRepositories() {
  const { data: known, error, refetch } = useKnownRepositories();
  const view = useFaultViews();
  const tabs = useTabs();
  const [words, setWords] = useState("");
  const found = search(
    haystack(known ?? [], ({ path, name }) => `${path} ${name}`),
    words,
  );
  const favourites = found.filter(({ favourite }) => favourite);
  const recent = found.filter(({ favourite }) => !favourite);
  const first = favourites[0] ?? recent[0];
  return (
    <section className={styles.known} aria-label={newTabWords.recent}>
      <SearchField
        label={newTabWords.search}
        value={words}
        onChange={setWords}
        onSubmit={() => first && tabs.open(first.id)}
        autoFocus
      />
      {error && <ErrorState {...view(error, () => void refetch())} />}
      {known?.length === 0 && (
        <EmptyState icon={FolderGit2} title={newTabWords.none}>
          {newTabWords.noneText}
        </EmptyState>
      )}
      {known && known.length > 0 && found.length === 0 && <EmptyState title={newTabWords.noMatch} />}
      <Group title={newTabWords.favourites} repositories={favourites} />
      <Group title={newTabWords.recent} repositories={recent} />
    </section>
  );
}

function Group({ title, repositories }: { title: string; repositories: KnownRepository[] }) {
  if (repositories.length === 0) return null;
  return (
    <div>
      <h2 className={styles.heading}>{title}</h2>
      <ul>
        {repositories.slice(0, 60).map((repository) => (
          <Row key={repository.id} repository={repository} />
        ))}
      </ul>
    </div>
  );
}

function Row({ repository }: { repository: KnownRepository }) {
  const { id, name, path, favourite, missing, opened } = repository;
  const tabs = useTabs();
  const favour = useFavourRepository();
  const shown = visibleText(name);
  return (
    <li className={styles.row}>
      <Button className={styles.rowButton ?? ""} onPress={() => tabs.open(id)}>
        {missing ? <FolderX size="1.8rem" aria-hidden /> : <FolderGit2 size="1.8rem" aria-hidden />}
        <span className={styles.rowWords}>
          <span className={styles.rowName}>
            <HostileText text={name} />
            {missing && <Badge tone="warn">{newTabWords.missing}</Badge>}
          </span>
          <span className={styles.path}>
            <HostileText text={path} />
          </span>
        </span>
        <span className={styles.dim}>
          <RelativeTime time={opened} />
        </span>
      </Button>
      <IconButton
        label={favourite ? newTabWords.unfavour(shown) : newTabWords.favour(shown)}
        icon={Star}
        size="small"
        isPressedDown={favourite}
        onPress={() => favour(id, !favourite)}
      />
    </li>
  );
}
