import { expect, it } from "vitest";

import type { ChangedPath, Changes, PathChange } from "../host/api.gen";
import { countChanges } from "./change_counts";

const file = (path: string, change: PathChange): ChangedPath => ({
  path,
  shown: path,
  shownBefore: null,
  change,
  submodule: false,
  added: 1,
  removed: 0,
  lfs: null,
});
const tracked = (change: "added" | "modified" | "deleted" | "renamed"): PathChange => ({ kind: "tracked", change });
const changes = (staged: ChangedPath[], unstaged: ChangedPath[], total = unstaged.length): Changes => ({
  head: { kind: "unborn", name: "main" },
  operation: null,
  lfsMissing: 0,
  staged: { paths: staged, total: staged.length },
  unstaged: { paths: unstaged, total },
  watching: "told",
});

it("counts each file once, by what became of it", () => {
  const staged = [file("new", tracked("added")), file("old", tracked("modified")), file("moved", tracked("renamed"))];
  const unstaged = [
    file("new", tracked("modified")),
    file("old", tracked("deleted")),
    file("fresh", { kind: "untracked" }),
    file("both", { kind: "conflicted" }),
  ];
  expect(countChanges(changes(staged, unstaged))).toEqual({
    files: 5,
    added: 2,
    changed: 1,
    deleted: 1,
    conflicted: 1,
    cut: false,
  });
});

it("says that it knows only the least where a list is cut", () => {
  expect(countChanges(changes([], [file("a", tracked("modified"))], 9_000))).toMatchObject({ files: 9_000, cut: true });
});
