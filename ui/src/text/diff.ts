/** Words of the view that shows how a file differs. */
import type { DiffContent, Encoding } from "../host/api.gen";
import { bytes, counted, number } from "./numbers";

const lines = (count: number) => counted(count, "line", "lines");

/** `100755` as people say it. */
function modeWords(mode: string): string {
  switch (mode) {
    case "100644":
      return "a plain file";
    case "100755":
      return "an executable file";
    case "120000":
      return "a symbolic link";
    case "160000":
      return "a submodule";
    default:
      return `of mode ${mode}`;
  }
}

export const diffWords = {
  label: (path: string) => `Changes in ${path}`,
  fileLabel: (path: string) => `Lines of ${path}`,
  lines: "Lines",
  loading: "Comparing",
  close: "Back to the graph",
  sides: "Compare",
  unstaged: "Unstaged",
  staged: "Staged",
  next: "Next change",
  previous: "Previous change",
  stageFile: "Stage file",
  resolveFile: "Stage as resolved",
  unstageFile: "Unstage file",
  discardFile: "Discard file",
  stageHunk: "Stage hunk",
  unstageHunk: "Unstage hunk",
  discardHunk: "Discard hunk",
  stageLines: (count: number) => `Stage ${lines(count)}`,
  unstageLines: (count: number) => `Unstage ${lines(count)}`,
  discardLines: (count: number) => `Discard ${lines(count)}`,
  clear: "Clear",
  chosen: (count: number) => `${number(count)} chosen`,
  hint: "Click line numbers, or press Space, to choose lines",
  spacesHint: "White space is ignored: show it to stage single lines",
  layout: "Side by side",
  optionsTitle: "How lines are shown",
  wrap: "Wrap long lines",
  whole: "Show the whole file",
  spacesTitle: "White space",
  spaces: { plain: "As it is", shown: "Make it visible", ignored: "Ignore what differs in it" },
  noLine: "No line here",
  lineCut: (letters: number) => `${counted(letters, "letter", "letters")} more`,
  hiddenLines: (count: number) => counted(count, "hidden line", "hidden lines"),
  openGap: (count: number) => `Show ${counted(count, "hidden line", "hidden lines")} (E)`,
  openAbove: (count: number) => `Show ${number(count)} lines above this hunk`,
  openBelow: (count: number) => `Show ${number(count)} lines below the hunk before`,
  inCommit: (sha: string) => `In ${sha}`,
  moved: (from: string) => `from ${from}`,
  change: (at: number, of: number) => `Change ${number(at)} of ${number(of)}`,
  nothingDiffers: "Nothing differs any more.",
  onlySpaces: "Only white space differs.",
  showSpaces: "Show it",
  hunk: (at: number, of: number, header: string) => `Hunk ${number(at)} of ${number(of)}, ${header}`,
  addedLine: (at: number, text: string) => `Added line ${at}: ${text}`,
  removedLine: (at: number, text: string) => `Removed line ${at}: ${text}`,
  contextLine: (at: number, text: string) => `Line ${at}: ${text}`,
  noEnd: "No newline at the end",
  crLf: "CRLF",
  crLfHint: "Lines end with carriage return and line feed, as on Windows",
  encoding: {
    utf8: undefined,
    utf8Mark: { word: "UTF-8 with BOM", hint: "The file begins with a byte order mark" },
    unknown: { word: "Not UTF-8", hint: "Letters that can't be read are shown as \uFFFD; staging keeps every byte" },
  } satisfies Record<Encoding, { word: string; hint: string } | undefined>,
  ignored: { word: "White space ignored", hint: "Lines that differ in white space only are shown as equal" },
  modeChanged: (before: string, after: string) => `Was ${modeWords(before)}, is now ${modeWords(after)}.`,
  onlyMode: "No line differs, only the kind of file.",
  emptyNew: "The new file is empty.",
  emptyGone: "The deleted file was empty.",
  binaryTitle: "Not a text file",
  binaryText: (before: number | null, after: number | null) =>
    before === null
      ? `It is new and has ${bytes(after ?? 0)}.`
      : after === null
        ? `It is deleted; it had ${bytes(before)}.`
        : `It had ${bytes(before)} and has ${bytes(after)} now.`,
  largeTitle: "A very large file",
  largeText: (size: number) => `It has ${bytes(size)}; comparing it may take a while and a lot of memory.`,
  showAnyway: "Show it anyway",
  leftOut: (count: number) =>
    `${lines(count)} more ${count === 1 ? "differs" : "differ"} but ${count === 1 ? "is" : "are"} not shown.`,
  showAll: "Show all",
  submoduleTitle: "A submodule",
  submodule: ({ before, after }: Extract<DiffContent, { kind: "submodule" }>) =>
    before === null
      ? `It is new, at commit ${(after ?? "").slice(0, 10)}.`
      : after === null
        ? `It is removed; it was at commit ${before.slice(0, 10)}.`
        : before === after
          ? `It stays at commit ${before.slice(0, 10)}.`
          : `It was at commit ${before.slice(0, 10)} and is at ${after.slice(0, 10)} now.`,
  dirty: "Files in it were changed as well; they are committed in the submodule itself.",
  conflict:
    "This file is in conflict. Editing conflicts here comes later: decide in your editor, then stage the whole file. That marks it as resolved.",
  conflictLines: "Single lines of a file in conflict can't be staged",
  nothingUnstaged: "Nothing is left to stage in this file",
  nothingStaged: "Nothing of this file is staged any more",
  nothingText: "Its place in the list is free. Go on with the next file, or back to the graph.",
  nextFile: (name: string) => `Next file: ${name}`,
  otherSide: { staged: "See what is staged", unstaged: "See what is not staged" },
};
