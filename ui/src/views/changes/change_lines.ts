/** Changed files as rows: one after the other, or as a tree of folders. */
import type { ChangedPath, FilePath } from "../../host/api.gen";
import type { GlyphKind } from "../../parts/ChangeGlyph";
import { shownPath } from "../../parts/file_path";
import { type FolderNode, folderTree, openLines } from "../../parts/folders";
import { visibleText } from "../../parts/hostile";
import type { MultiLine } from "../../parts/MultiList";
import { cutPath } from "../../parts/PathText";
import { changesWords, pathChangeWords } from "../../text/changes";
import { lfsWords } from "../../text/lfs";

/** A file, or a folder of the tree. */
export interface ChangeLine extends MultiLine {
  readonly path: FilePath;
  /** Undefined for a folder. */
  readonly file: ChangedPath | undefined;
  /** The file itself, or all below the folder. */
  readonly files: readonly ChangedPath[];
  readonly folder: string;
  readonly base: string;
}

export function pathLines(files: readonly ChangedPath[]): ChangeLine[] {
  return files.map((file) => {
    const [folder, base] = cutPath(file.shown);
    return { key: file.path, path: file.path, level: 1, expanded: undefined, file, files: [file], folder, base };
  });
}

export function treeLines(files: readonly ChangedPath[], isOpen: (path: string) => boolean): ChangeLine[] {
  const tree = folderTree(files, ({ path }) => path.replace(/\/$/, ""));
  return openLines(tree, isOpen).map(({ node, level, expanded }) => {
    const { leaf, path, name } = node;
    const base = leaf ? cutPath(leaf.shown)[1] : shownPath(name);
    // A folder may have the name of a file that is gone.
    const key = leaf && node.children.length === 0 ? leaf.path : `${path}/`;
    return {
      key,
      path,
      level: level + 1,
      expanded,
      file: expanded === undefined ? leaf : undefined,
      files: leavesOf(node),
      folder: "",
      base,
    };
  });
}

function leavesOf(node: FolderNode<ChangedPath>): ChangedPath[] {
  return [...(node.leaf ? [node.leaf] : []), ...node.children.flatMap(leavesOf)];
}

export function glyphOf({ change }: ChangedPath): GlyphKind {
  return change.kind === "tracked" ? change.change : change.kind;
}

/** What a screen reader says for a row. */
export function lineName({ file, base, files }: ChangeLine): string {
  if (!file) return changesWords.list(visibleText(base), files.length);
  const { shown, shownBefore, change, submodule, added, removed, lfs } = file;
  const words = [visibleText(shown), pathChangeWords(change)];
  if (shownBefore !== null) words.push(changesWords.from(visibleText(shownBefore)));
  if (submodule) words.push(changesWords.submodule);
  if (lfs) words.push(lfsWords.hint(lfs));
  if (added !== null && removed !== null) words.push(changesWords.added(added), changesWords.removed(removed));
  return words.join(", ");
}
