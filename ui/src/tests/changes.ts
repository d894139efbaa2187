/** Made-up changes for tests of the views that show them. */
import type { ChangedPath, Changes, CommitDraft, CommitOutlook } from "../host/api.gen";

const main = { kind: "branch", name: "main", commit: "0".repeat(40) } as const;
export const changedFile = (path: string, changes: Partial<ChangedPath> = {}): ChangedPath => ({
  path,
  shown: path,
  shownBefore: null,
  change: { kind: "tracked", change: "modified" },
  submodule: false,
  added: 3,
  removed: 1,
  lfs: null,
  ...changes,
});
export const pathsOf = (paths: ChangedPath[], total = paths.length) => ({ paths, total });
export const changesOf = (
  unstaged: ChangedPath[],
  staged: ChangedPath[] = [],
  more: Partial<Changes> = {},
): Changes => ({
  head: main,
  operation: null,
  lfsMissing: 0,
  unstaged: pathsOf(unstaged),
  staged: pathsOf(staged),
  watching: "told",
  ...more,
});
export const outlook: CommitOutlook = {
  author: { name: "Ada Lovelace", email: "ada@example.org" },
  lastMessage: "Round each line\n\nThe bank does it.\n",
  lastIsPublished: false,
  preparedMessage: null,
  hooks: [],
  trusted: false,
  signing: false,
  signOff: false,
  expected: null,
};
/** What the window sends where nobody chose anything. */
export const plainDraft: CommitDraft = {
  message: "",
  amend: false,
  skipHooks: false,
  sign: null,
  coAuthors: [],
  signOff: false,
};
