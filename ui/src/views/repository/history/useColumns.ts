/** Columns of the commit list: what the person wishes, remembered, and what there is room for. */
import { useMemo } from "react";

import { useRemembered } from "../../../data/layout";
import { naturalWidth } from "../graph/lanes";
import { type Column, columnsFor, type ColumnWishes } from "./columns";

export interface Columns {
  /** The same object until something changes: rows are drawn anew only then. */
  readonly columns: readonly Column[];
  readonly wishes: ColumnWishes;
  readonly resets: ColumnWishes;
  readonly resize: (column: keyof ColumnWishes, width: number) => void;
}

const fixed = { refs: 168, author: 140, date: 132, sha: 82 };

/** For a list of some width, in design pixels. The graph is as wide as its lanes need, within reason, until somebody drags it. */
export function useColumns(width: number, lanes: number): Columns {
  const natural = Math.round(Math.min(180, Math.max(64, naturalWidth(lanes))));
  const [refs, setRefs] = useRemembered("history refs", fixed.refs);
  const [dragged, setGraph] = useRemembered("history graph", 0);
  const [author, setAuthor] = useRemembered("history author", fixed.author);
  const [date, setDate] = useRemembered("history date", fixed.date);
  const [sha, setSha] = useRemembered("history sha", fixed.sha);
  const graph = dragged || natural;
  // By hand: the compiler doesn't keep what spans hooks, and every row depends on it.
  const wishes = useMemo(() => ({ refs, graph, author, date, sha }), [refs, graph, author, date, sha]);
  const columns = useMemo(() => columnsFor(width, wishes), [width, wishes]);
  const setters = { refs: setRefs, graph: setGraph, author: setAuthor, date: setDate, sha: setSha };
  return { columns, wishes, resets: { ...fixed, graph: natural }, resize: (column, wish) => setters[column](wish) };
}
