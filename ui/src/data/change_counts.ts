/** How many files changed, each counted once, by what happened to them: for the row in the graph and the head of the panel. */
import type { ChangedPath, Changes, FilePath } from "../host/api.gen";

export interface ChangeCounts {
  readonly files: number;
  readonly changed: number;
  readonly added: number;
  readonly deleted: number;
  readonly conflicted: number;
  /** There are more: the lists are cut, so the numbers are the least there is. */
  readonly cut: boolean;
}

type Kind = "changed" | "added" | "deleted" | "conflicted";

const known = new WeakMap<Changes, ChangeCounts>();

export function countChanges(changes: Changes): ChangeCounts {
  const counts = known.get(changes) ?? counted(changes);
  known.set(changes, counts);
  return counts;
}

function counted({ staged, unstaged }: Changes): ChangeCounts {
  const kinds = new Map<FilePath, Kind>();
  for (const file of staged.paths) kinds.set(file.path, kindOf(file));
  for (const file of unstaged.paths) {
    const kind = kindOf(file);
    // A new file that was changed once more since it was staged is still new.
    if (kind !== "changed" || !kinds.has(file.path)) kinds.set(file.path, kind);
  }
  const cut = staged.total > staged.paths.length || unstaged.total > unstaged.paths.length;
  const all = [...kinds.values()];
  const of = (kind: Kind) => all.filter((one) => one === kind).length;
  return {
    files: cut ? Math.max(kinds.size, staged.total, unstaged.total) : kinds.size,
    changed: of("changed"),
    added: of("added"),
    deleted: of("deleted"),
    conflicted: of("conflicted"),
    cut,
  };
}

function kindOf({ change }: ChangedPath): Kind {
  if (change.kind === "untracked") return "added";
  if (change.kind === "conflicted") return "conflicted";
  return change.change === "added" || change.change === "copied"
    ? "added"
    : change.change === "deleted"
      ? "deleted"
      : "changed";
}
