/** The command palette: every action by its name; or, as search, every repository to go to. */
import { FolderGit2 } from "lucide-react";
import { useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";

import { usePlaces } from "../../data/places";
import { useKnownRepositories } from "../../data/repositories";
import { useKeys } from "../../data/shortcuts";
import { useTabs } from "../../data/tabs";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { type FoundRow, SearchableList } from "../../parts/SearchableList";
import { haystack, search } from "../../parts/search";
import { paletteWords } from "../../text/frame";
import { useActions } from "../useActions";
import styles from "./CommandPalette.module.css";

interface Place extends FoundRow {
  sought: string;
  run: () => void;
}

export function CommandPalette({ kind }: { kind: "actions" | "search" }) {
  const places = usePlaces();
  const [words, setWords] = useState("");
  const repositories = useRepositoryPlaces(kind === "search");
  const actions = useActionPlaces();
  const all = kind === "search" ? repositories : [...actions, ...repositories];
  const found = search(
    haystack(all, ({ sought }) => sought),
    words,
  );
  const title = kind === "search" ? paletteWords.searchTitle : paletteWords.title;
  return (
    <ModalOverlay
      className={styles.veil ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && places.showPalette(null)}
    >
      <Modal className={styles.palette ?? ""}>
        <Dialog aria-label={title} className={styles.inside ?? ""}>
          <SearchableList
            label={title}
            words={words}
            onWords={setWords}
            rows={found}
            empty={paletteWords.none}
            onChoose={(id) => {
              places.showPalette(null);
              all.find((place) => place.id === id)?.run();
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useActionPlaces(): Place[] {
  const actions = useActions();
  const shown = useKeys();
  return actions.map(({ id, name, icon, keys, reason, run }) => ({
    id,
    name,
    icon,
    ...(keys ? { keys: shown(keys) } : {}),
    reason,
    run,
    sought: name,
  }));
}

function useRepositoryPlaces(bare: boolean): Place[] {
  const { data: known = [] } = useKnownRepositories();
  const tabs = useTabs();
  return known.map(({ id, name, path }) => ({
    id: `repository ${id}`,
    name: bare ? visibleText(name) : paletteWords.openRepository(visibleText(name)),
    ...(bare ? { content: <HostileText text={name} /> } : {}),
    description: visibleText(path),
    icon: FolderGit2,
    sought: `${path} ${name}`,
    run: () => tabs.open(id),
  }));
}
