/** The command palette: every action by its name; or Open anything: every repository, and whatever a pasted text stands for. */
import { useDeferredValue, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { flushSync } from "react-dom";

import { type Palette, usePlaces } from "../../data/places";
import { SearchableList } from "../../parts/SearchableList";
import { haystack, search } from "../../parts/search";
import { paletteWords } from "../../text/frame";
import { openingWords } from "../../text/openings";
import styles from "./CommandPalette.module.css";
import { type Entry, useActionEntries, useBranchEntries, useRepositoryEntries } from "./entries";
import { useFindingEntries } from "./findings";

export function CommandPalette({ palette }: { palette: Palette }) {
  return palette.kind === "anything" ? <OpenAnything first={palette.words} /> : <Actions first={palette.words} />;
}

function Actions({ first }: { first: string }) {
  const [words, setWords] = useState(first);
  const actions = useActionEntries();
  const repositories = useRepositoryEntries(true);
  const branches = useBranchEntries();
  const found = sought([...actions, ...branches, ...repositories], words);
  return (
    <Shell title={paletteWords.title} words={words} onWords={setWords} entries={found} empty={paletteWords.none} />
  );
}

function OpenAnything({ first }: { first: string }) {
  const [words, setWords] = useState(first);
  // A letter must not wait for what it means.
  const { entries, refusal } = useFindingEntries(useDeferredValue(words));
  const repositories = useRepositoryEntries(false);
  const found = [...entries, ...sought(repositories, words)];
  const empty = words.trim() === "" ? openingWords.begin : (refusal ?? openingWords.none);
  return (
    <Shell
      title={openingWords.title}
      hint={openingWords.field}
      words={words}
      onWords={setWords}
      entries={found}
      empty={empty}
    />
  );
}

function sought(entries: readonly Entry[], words: string): readonly Entry[] {
  return search(
    haystack(entries, (entry) => entry.sought),
    words,
  );
}

interface ShellProps {
  title: string;
  hint?: string;
  words: string;
  onWords: (words: string) => void;
  entries: readonly Entry[];
  empty: string;
}

function Shell({ title, hint, words, onWords, entries, empty }: ShellProps) {
  const places = usePlaces();
  const [before] = useState(() => document.activeElement);
  const take = (id: string) => {
    const entry = entries.find((one) => one.id === id);
    // What it opens gives the keyboard back to who has it then: that must not be a field that is going away.
    flushSync(() => places.showPalette(null));
    if (before instanceof HTMLElement) before.focus();
    entry?.run();
  };
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
            hint={hint}
            words={words}
            onWords={onWords}
            rows={entries}
            empty={empty}
            onChoose={take}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
