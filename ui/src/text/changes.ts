/** Words about changes that are not committed yet: the row in the graph, the panel, the commit box. */
import type { Change, Head, Operation, PathChange, Watching } from "../host/api.gen";
import { changeWords } from "./commit";
import { counted, number } from "./numbers";

/** What happened to a file, in a word. */
export function pathChangeWords(change: PathChange): string {
  switch (change.kind) {
    case "untracked":
      return "New, not known to Git";
    case "conflicted":
      return "In conflict";
    case "tracked":
      return changeWords[change.change satisfies Change];
  }
}

/** Where the next commit goes: `main`, `no branch`. Hostile. */
function placeWords(head: Head): string {
  return head.kind === "detached" ? "no branch" : head.name;
}

const operationNames: Record<Operation, string> = {
  merge: "merge",
  revert: "revert",
  cherryPick: "cherry-pick",
  bisect: "bisect",
  rebase: "rebase",
  applyMailbox: "series of patches",
};

const operationEnds: Record<Operation, string> = {
  merge: "Stage what is decided and commit to finish it. To call it off: git merge --abort.",
  revert: "Stage what is decided and commit to finish it. To call it off: git revert --abort.",
  cherryPick: "Stage what is decided and commit to finish it. To call it off: git cherry-pick --abort.",
  bisect: "Go on with git bisect on the command line. To call it off: git bisect reset.",
  rebase: "Stage what is decided, then git rebase --continue on the command line. To call it off: git rebase --abort.",
  applyMailbox: "Stage what is decided, then git am --continue on the command line. To call it off: git am --abort.",
};

export const operationWords = {
  title: (operation: Operation) => `A ${operationNames[operation]} is not finished.`,
  text: (operation: Operation) => operationEnds[operation],
};

/** Why the lists follow the files late; nothing where they follow at once. */
export function watchingWords(watching: Watching): { title: string; text: string } | null {
  switch (watching) {
    case "crowded":
      return {
        title: "Changes appear late here.",
        text: "The system has no more room for watches, so Bough looks every ten seconds or more seldom, and when its window comes to the front. More room: the setting fs.inotify.max_user_watches.",
      };
    case "deaf":
      return {
        title: "Changes appear late here.",
        text: "The system can't tell what happens in this folder, so Bough looks every ten seconds or more seldom, and when its window comes to the front.",
      };
    case "told":
    case "nobody":
      return null;
  }
}

const files = (count: number) => counted(count, "file", "files");
/** A number that is a lower bound where the lists are cut. */
const atLeast = (count: number, cut: boolean) => `${number(count)}${cut ? "+" : ""}`;

export const workRowWords = {
  changes: "Uncommitted changes",
  short: "Changes",
  none: "No uncommitted changes",
  loading: "Reading what changed",
  failed: "What changed could not be read",
  changed: (count: number, cut: boolean) => `${atLeast(count, cut)} changed`,
  added: (count: number, cut: boolean) => `${atLeast(count, cut)} added`,
  deleted: (count: number, cut: boolean) => `${atLeast(count, cut)} deleted`,
  conflicted: (count: number, cut: boolean) => `${atLeast(count, cut)} in conflict`,
  show: "Show uncommitted changes",
};

export const changesWords = {
  label: "Uncommitted changes",
  heading: (count: number, cut: boolean, head: Head) =>
    count === 0
      ? `No changes on ${placeWords(head)}`
      : `${cut ? `${number(count)} or more files` : files(count)} changed on ${placeWords(head)}`,
  loading: "Reading what changed",
  close: "Close the changes panel",
  showAs: "Show files as",
  path: "Path",
  tree: "Tree",
  filter: "Filter files",
  nothingFits: (filter: string) => `No file here is called “${filter}”`,
  unstaged: "Unstaged",
  staged: "Staged",
  list: (name: string, count: number) => `${name}, ${files(count)}`,
  cut: (shown: number, total: number) =>
    `The first ${number(shown)} of ${number(total)} files are shown. “All” means all ${number(total)}.`,
  cleanTitle: "Nothing changed",
  cleanText: "Your files are as in the last commit. What you change appears here by itself.",
  nothingUnstaged: "Nothing is left to stage.",
  nothingStaged: "Nothing is staged yet. A commit takes what stands here.",
  stageAll: "Stage all",
  unstageAll: "Unstage all",
  discardAll: "Discard all changes",
  stageThese: (count: number) => (count === 1 ? "Stage" : `Stage ${files(count)}`),
  resolve: "Stage as resolved",
  unstageThese: (count: number) => (count === 1 ? "Unstage" : `Unstage ${files(count)}`),
  discardThese: (count: number) => (count === 1 ? "Discard changes…" : `Discard changes in ${files(count)}…`),
  stageOne: (name: string) => `Stage ${name}`,
  unstageOne: (name: string) => `Unstage ${name}`,
  discardOne: (name: string) => `Discard changes in ${name}`,
  open: "Show what differs",
  copyPath: "Copy path",
  conflictStays: "decide its conflict first; discarding can't do that",
  conflictsStay: "decide the conflicts first; discarding can't do that",
  submodule: "submodule",
  from: (path: string) => `from ${path}`,
  added: (count: number) => `${number(count)} added`,
  removed: (count: number) => `${number(count)} removed`,
};

export const discardWords = {
  title: (count: number) => `Discard the changes in ${files(count)}?`,
  titleAll: (count: number) => `Discard the changes in all ${files(count)}?`,
  text: "What is staged stays. Undo brings it back.",
  textNew: "Files become what is staged or committed; new files are deleted. Undo brings it back.",
  more: (count: number) => `and ${files(count)} more`,
  command: "The same in Git:",
  act: "Discard",
  keep: "Keep",
};

export const commitBoxWords = {
  label: "Commit",
  author: (name: string, email: string) => `You commit as ${name} <${email}>`,
  noAuthor: "Git doesn't know your name and e-mail yet. Set them in the profile or with git config.",
  amend: "Amend last commit",
  amendNothing: "There is no commit yet",
  published:
    "The last commit may be with others already. Amending replaces it: whoever has the old one must sort that out.",
  summary: "Summary",
  description: "Description",
  descriptionHint: "Description (optional)",
  counter: (count: number) => `${number(count)} / 72`,
  over: (count: number) => `${counted(count, "letter", "letters")} too long: most tools cut the line after 72.`,
  options: "Commit options",
  sign: "Sign the commit",
  signHint: "With your own gpg or ssh-keygen, as Git is configured",
  signOff: "Sign off",
  signOffHint: "Adds Signed-off-by with your name",
  coAuthors: "Name co-authors",
  coAuthorsHint: "Adds Co-authored-by for each of them",
  earlier: "Earlier messages",
  willSign: "Will be signed",
  willSignOff: "Signed off",
  withoutSigning: "Commit without signing",
  committing: "Committing…",
  writeSummary: "Write a summary",
  stageSomething: "Stage something to commit",
  decideConflicts: (count: number) => `Decide ${counted(count, "conflict", "conflicts")} first`,
  finishMerge: (head: Head) => `Commit the merge to ${placeWords(head)}`,
  amendOnly: "Amend the last commit",
  amendWith: (count: number) => `Amend the last commit with ${files(count)}`,
  commit: (count: number, head: Head) =>
    head.kind === "detached" ? `Commit ${files(count)} on no branch` : `Commit ${files(count)} to ${head.name}`,
  done: "Committed",
  amended: "Amended",
};
