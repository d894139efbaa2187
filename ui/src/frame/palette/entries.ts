/** What the palette lists: actions, branches, and repositories that were opened once. */
import { FolderGit2, GitBranch } from "lucide-react";

import { targetsOf, useCheckOut } from "../../data/checkouts";
import { useRefsOf } from "../../data/history";
import { usePlaces } from "../../data/places";
import { useKnownRepositories } from "../../data/repositories";
import { useKeys } from "../../data/shortcuts";
import { useTabs } from "../../data/tabs";
import { visibleText } from "../../parts/hostile";
import type { FoundRow } from "../../parts/SearchableList";
import { checkoutWords, targetName } from "../../text/checkouts";
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

/** Branches of the repository in front that can be checked out. */
export function useBranchEntries(): Entry[] {
  const { tabs } = useTabs();
  const { newTab } = usePlaces();
  const front = newTab ? null : tabs.front;
  const { data: refs } = useRefsOf(front);
  const checkOut = useCheckOut();
  if (front === null || !refs) return [];
  const labels = [
    ...refs.branches.map(({ name, current }) => ({ kind: "branch", name, current }) as const),
    ...refs.remotes.flatMap((remote) =>
      remote.branches.map(({ name }) => ({ kind: "remote", remote: remote.name, name }) as const),
    ),
  ];
  // A local branch stands for the remote's of its name, also where it is the current one.
  return targetsOf(labels).map((target) => {
    const name = checkoutWords.checkOutNamed(visibleText(targetName(target)));
    return {
      id: `check out ${targetName(target)}`,
      name,
      icon: GitBranch,
      sought: name,
      run: () => checkOut(front, target),
    };
  });
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
