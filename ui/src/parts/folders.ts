/** Names with slashes as a tree of folders, flat again for a list that shows only what is open. */

/** A folder, a thing, or both: branches never are, but paths of submodules may nest. */
export interface FolderNode<T> {
  /** The last part of its name. */
  readonly name: string;
  /** The whole name: its key among its siblings of all depths. */
  readonly path: string;
  readonly leaf: T | undefined;
  readonly children: readonly FolderNode<T>[];
  /** Things at or below it. */
  readonly leaves: number;
}

/** A line of the flat list. Levels are counted from 0. */
export interface FolderLine<T> {
  readonly node: FolderNode<T>;
  readonly level: number;
  /** Position among its siblings, from 1, and how many they are: what a screen reader says. */
  readonly position: number;
  readonly siblings: number;
  /** Undefined where there is nothing to open. */
  readonly expanded: boolean | undefined;
}

interface Growing<T> {
  readonly name: string;
  readonly path: string;
  leaf: T | undefined;
  readonly children: Map<string, Growing<T>>;
}

/** Makes folders of slashes. Order is kept; a folder stands where its first member stood. */
export function folderTree<T>(items: readonly T[], nameOf: (item: T) => string): readonly FolderNode<T>[] {
  const root = new Map<string, Growing<T>>();
  for (const item of items) {
    const name = nameOf(item);
    let level = root;
    let path = "";
    let node: Growing<T> | undefined;
    for (const part of name.split("/")) {
      path = path === "" ? part : `${path}/${part}`;
      node = level.get(part);
      if (node === undefined) {
        node = { name: part, path, leaf: undefined, children: new Map() };
        level.set(part, node);
      }
      level = node.children;
    }
    if (node !== undefined) node.leaf = item;
  }
  return grown(root);
}

function grown<T>(level: ReadonlyMap<string, Growing<T>>): readonly FolderNode<T>[] {
  return [...level.values()].map(({ name, path, leaf, children }) => {
    const below = grown(children);
    const leaves = below.reduce((sum, child) => sum + child.leaves, leaf === undefined ? 0 : 1);
    return { name, path, leaf, children: below, leaves };
  });
}

/** The lines that are to be seen: members of open folders only. */
export function openLines<T>(
  nodes: readonly FolderNode<T>[],
  isOpen: (path: string) => boolean,
  level = 0,
): FolderLine<T>[] {
  const lines: FolderLine<T>[] = [];
  nodes.forEach((node, index) => {
    const expanded = node.children.length === 0 ? undefined : isOpen(node.path);
    lines.push({ node, level, position: index + 1, siblings: nodes.length, expanded });
    if (expanded === true) for (const line of openLines(node.children, isOpen, level + 1)) lines.push(line);
  });
  return lines;
}

/** Items whose name holds every word of the filter, in any case. */
export function filtered<T>(items: readonly T[], nameOf: (item: T) => string, filter: string): readonly T[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter((item) => {
    const name = nameOf(item).toLowerCase();
    return words.every((word) => name.includes(word));
  });
}
