/** Changed files as lines: one after the other, or as a tree of folders. */
import type { ChangedFile } from "../../host/api.gen";
import { folderTree, openLines } from "../../parts/folders";
import { visibleText } from "../../parts/hostile";
import type { TreeLine } from "../../parts/TreeList";
import { changeWords, commitWords } from "../../text/commit";

/** A file, or a folder of the tree. */
export interface FileLine extends TreeLine {
  /** Undefined for a folder. */
  readonly file: ChangedFile | undefined;
  /** What stands before the name, dimmed; ends with a slash or is empty. */
  readonly folder: string;
  readonly base: string;
  /** The whole path as text. */
  readonly shown: string;
}

export function pathLines(files: readonly ChangedFile[]): FileLine[] {
  return files.map((file, index) => {
    const cut = file.shown.lastIndexOf("/") + 1;
    const place = { level: 1, position: index + 1, siblings: files.length, expanded: undefined };
    return {
      ...place,
      key: file.path,
      name: fileName(file),
      file,
      folder: file.shown.slice(0, cut),
      base: file.shown.slice(cut),
      shown: file.shown,
    };
  });
}

export function treeLines(files: readonly ChangedFile[], isOpen: (path: string) => boolean): FileLine[] {
  return openLines(
    folderTree(files, ({ shown }) => shown),
    isOpen,
  ).map(({ node, level, position, siblings, expanded }) => ({
    key: node.leaf?.path ?? node.path,
    name: node.leaf ? fileName(node.leaf) : visibleText(node.name),
    level: level + 1,
    position,
    siblings,
    expanded,
    file: node.leaf,
    folder: "",
    base: node.name,
    shown: node.path,
  }));
}

/** What a screen reader says for a file. */
function fileName({ shown, shownBefore, change, added, removed }: ChangedFile): string {
  const words = [visibleText(shown), changeWords[change]];
  if (shownBefore !== null) words.push(commitWords.from(visibleText(shownBefore)));
  if (added === null || removed === null) words.push(commitWords.binary);
  else words.push(commitWords.added(added), commitWords.removed(removed));
  return words.join(", ");
}
