/** What the palette lists: actions, and repositories that were opened once. */
import { FolderGit2 } from "lucide-react";

import { useKnownRepositories } from "../../data/repositories";
import { useKeys } from "../../data/shortcuts";
import { useTabs } from "../../data/tabs";
import { visibleText } from "../../parts/hostile";
import type { FoundRow } from "../../parts/SearchableList";
import { paletteWords } from "../../text/frame";
import { useActions } from "../useActions";

export interface Entry extends FoundRow {
  /** What words are looked for in. */
  sought: string;
  run: () => void;
}

export function useActionEntries(): Entry[] {
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

/** Repositories that were opened once. `isAct`: among other actions, so each says what it does. */
export function useRepositoryEntries(isAct: boolean): Entry[] {
  const { data: known = [] } = useKnownRepositories();
  const tabs = useTabs();
  return known.map(({ id, name, path }) => ({
    id: `repository ${id}`,
    name: isAct ? paletteWords.openRepository(visibleText(name)) : visibleText(name),
    description: visibleText(path),
    icon: FolderGit2,
    sought: `${path} ${name}`,
    run: () => tabs.open(id),
  }));
}
