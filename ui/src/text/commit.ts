/** Words of the commit panel. */
import type { Change, SignatureCheck, SignatureVerdict } from "../host/api.gen";
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
  openDiff: "Show what differs",
  copyPath: "Copy path",
  width: "Width of the commit panel",
  close: "Close the commit panel",
};

/** What a signature comes to, in a word or two. */
export const verdictWords: Record<SignatureVerdict, string> = {
  none: "Not signed",
  good: "Verified",
  uncertified: "Signed, key not certified",
  expired: "Signed, key expired",
  revoked: "Signed, key revoked",
  unknownKey: "Signed, unknown key",
  bad: "Bad signature",
  unchecked: "Signed, not checked",
};

/** What that means. */
export const verdictHints: Record<SignatureVerdict, string> = {
  none: "It carries no signature.",
  good: "The signature fits the commit, and the key belongs to its signer.",
  uncertified: "The signature fits the commit, but nobody you trust says that the key belongs to its signer.",
  expired: "The signature fits the commit, but it or its key has expired.",
  revoked: "The signature fits the commit, but its key was revoked: anybody may have made it.",
  unknownKey: "The key of this signature is not among those you know, so nobody can say whose it is.",
  bad: "The signature does not fit: this commit is not what was signed.",
  unchecked: "This signature could not be checked here.",
};

export const signatureWords = {
  signed: "Signed",
  checking: "The signature is being checked.",
  /** Hostile. */
  badge: ({ verdict, signer }: SignatureCheck) =>
    verdict === "good" && signer ? `${verdictWords.good}: ${signer}` : verdictWords[verdict],
  /** Hostile. */
  hint: ({ verdict, signer, key, detail }: SignatureCheck) =>
    [
      verdictHints[verdict],
      signer && `Signer: ${signer}.`,
      key && `Key: ${key}.`,
      verdict === "unchecked" && detail.slice(0, 300),
    ]
      .filter(Boolean)
      .join(" "),
};
