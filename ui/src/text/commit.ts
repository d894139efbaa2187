/** Words of the commit panel. */
import type { Change } from "../host/api.gen";
import { counted, number } from "./numbers";

export const changeWords: Record<Change, string> = {
  added: "Added",
  modified: "Modified",
  deleted: "Deleted",
  renamed: "Renamed",
  copied: "Copied",
  typeChanged: "Type changed",
};

export const commitWords = {
  label: "Commit",
  loading: "Reading the commit",
  nothingTitle: "No commit selected",
  nothingText: "Choose one in the list to see its message, its people and what it changed.",
  wrote: "authored",
  committed: "committed",
  parents: (count: number) => (count === 1 ? "Parent" : "Parents"),
  noParent: "First commit: it has no parent.",
  parent: (sha: string) => `Parent ${sha}`,
  signed: "Signed",
  signedHint: "It carries a signature. Bough doesn't check signatures yet.",
  merge: "Merge",
  copySha: "Copy the whole SHA",
  noMessage: "This commit has no message.",
  files: (count: number) => counted(count, "changed file", "changed files"),
  filesCut: (shown: number, total: number) => `The first ${number(shown)} of ${number(total)} files are shown.`,
  noFiles: "It changed no files.",
  noFilesMerge: "It changed no files against its first parent.",
  fileList: "Changed files",
  showAs: "Show files as",
  path: "Path",
  tree: "Tree",
  binary: "binary",
  added: (count: number) => `${number(count)} added`,
  removed: (count: number) => `${number(count)} removed`,
  from: (path: string) => `from ${path}`,
  copyPath: "Copy path",
  width: "Width of the commit panel",
  close: "Close the commit panel",
};
