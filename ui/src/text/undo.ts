/** Words of undo and redo: each deed as it stands after a colon. */
import type { Deed, LeftCommit, Step } from "../host/api.gen";
import { counted, number } from "./numbers";

/** `stage Invoice.java`, `stage 3 files`, `commit “Round each line”`. Hostile: names and messages are in it. */
export function deedWords(deed: Deed): string {
  const files = "files" in deed ? (deed.files === 1 ? nameOf(deed.first) : `${number(deed.files)} files`) : "";
  switch (deed.kind) {
    case "stage":
      return `stage ${files}`;
    case "unstage":
      return `unstage ${files}`;
    case "discard":
      return `discard changes in ${files}`;
    case "commit":
      return `commit “${deed.summary}”`;
    case "amend":
      return `amend “${deed.summary}”`;
    case "checkOut":
      return deed.branch ? `check out ${deed.name}` : `check out ${deed.name.slice(0, 9)}`;
  }
}

function nameOf(path: string): string {
  return path.slice(path.replace(/\/$/, "").lastIndexOf("/") + 1);
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

export const undoWords = {
  undo: "Undo",
  redo: "Redo",
  undoThis: (deed: Deed) => `Undo: ${deedWords(deed)}`,
  redoThis: (deed: Deed) => `Redo: ${deedWords(deed)}`,
  undone: "Undone",
  redone: "Done again",
  steps: (steps: readonly Step[]) =>
    steps.length === 1 && steps[0] ? capital(deedWords(steps[0].deed)) : `${number(steps.length)} steps`,
  step: (deed: Deed) => capital(deedWords(deed)),
  nothingToUndo: "nothing was done here yet that can be undone",
  nothingToRedo: "nothing was undone",
  timeline: "Timeline of steps",
  showTimeline: "Show the timeline of steps",
  emptyTitle: "Nothing to undo yet",
  emptyText: "What you stage, discard and commit here appears in this list, and each step can be taken back.",
  now: "Now",
  isUndone: "undone",
  beginning: "Before these steps",
  restore: "Restore this state",
  restoreOf: (what: string) => `Restore this state: ${what}`,
  ask: (what: string) => `Restore this state: ${what}?`,
  leaving: (count: number) => `Your branch no longer has ${counted(count, "commit", "commits")}:`,
  commit: ({ id, summary, author, byOther, published }: LeftCommit) =>
    [
      `${id.slice(0, 8)} ${summary}`,
      ...(byOther ? [`by ${author}`] : []),
      ...(published ? ["others may have it already"] : []),
    ].join(" · "),
  files: (count: number) =>
    count === 1 ? "1 file becomes what it was then:" : `${number(count)} files become what they were then:`,
  moreCommits: (count: number) => `and ${counted(count, "commit", "commits")} more`,
  moreFiles: (count: number) => `and ${counted(count, "file", "files")} more`,
  onlyStaging: "Only what is staged changes.",
  backText: "Redo brings it back. Where something of it was changed since, nothing is done.",
  forthText: "Undo takes it back. Where something of it was changed since, nothing is done.",
  command: "The same in Git:",
  act: "Restore",
  keep: "Keep",
};
