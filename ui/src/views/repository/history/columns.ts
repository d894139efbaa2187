/** Which columns the commit list has room for, and how wide each is. Design pixels. */

export type ColumnId = "refs" | "graph" | "message" | "author" | "date" | "sha";

export interface Column {
  readonly id: ColumnId;
  readonly width: number;
}

/** Widths the person wishes; the message takes the rest. */
export type ColumnWishes = Readonly<Record<Exclude<ColumnId, "message">, number>>;

/** A message narrower than this says too little: optional columns go first. */
const leastMessage = 260;
/** Below this a message has no room for the name of a stretch of time. */
export const leastForBand = 240;
/** Optional columns, the most useful first. */
const optional = ["date", "author", "sha"] as const;

/** Bounds of the divider of each column. */
export const bounds: Readonly<Record<keyof ColumnWishes, readonly [min: number, max: number]>> = {
  refs: [72, 420],
  graph: [58, 640],
  author: [72, 320],
  date: [72, 240],
  sha: [64, 320],
};

/** The columns from left to right for a list of some width. */
export function columnsFor(width: number, wishes: ColumnWishes): readonly Column[] {
  const refs = Math.min(wishes.refs, Math.max(bounds.refs[0], width * 0.24));
  const graph = Math.min(wishes.graph, Math.max(bounds.graph[0], width * 0.28));
  let message = width - refs - graph;
  const shown = new Set<ColumnId>();
  for (const id of optional) {
    if (message - wishes[id] < leastMessage) break;
    shown.add(id);
    message -= wishes[id];
  }
  const all: Column[] = [
    { id: "refs", width: refs },
    { id: "graph", width: graph },
    { id: "message", width: Math.max(80, message) },
    { id: "author", width: wishes.author },
    { id: "date", width: wishes.date },
    { id: "sha", width: wishes.sha },
  ];
  return all.filter(({ id }) => id === "refs" || id === "graph" || id === "message" || shown.has(id));
}
