/** Where one stands in a difference, and which of its lines are chosen. */
import { useState } from "react";

import { useLatest } from "../../data/latest";
import { type RowWindow, useRowWindow } from "../../parts/row_window";
import { useScale } from "../../parts/scale";
import { type DiffRow, type DiffRows, findRow } from "./diff_rows";
import { keysBetween, keysOfHunk, keysOfRow, lineKey } from "./line_choice";
import type { RowLayout } from "./row_layout";

/** Design pixels. */
export const rowHeight = 22;

export interface DiffLines {
  readonly rows: RowWindow;
  readonly cursor: number;
  /** Side by side: where in the row. */
  readonly column: number;
  /** Keys of chosen lines. */
  readonly chosen: ReadonlySet<string>;
  /** The hunk under the cursor. */
  readonly hunk: number;
  readonly moveTo: (index: number, reach?: "extend", column?: number) => void;
  /** Chooses a line or takes it back; with `extend` all from the last one up to it. */
  readonly toggle: (index: number, column: number, reach?: "extend") => void;
  /** Chooses all of a column from one line to another: the pointer was drawn over them. */
  readonly span: (from: number, to: number, column: number) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
  /** To the next stretch of changed lines, or the one before. */
  readonly step: (by: 1 | -1) => void;
  /** Scrolls to where one stands, once the rows are drawn that were asked for. */
  readonly showCursor: () => void;
  /** Keys to act on: what is chosen, or else the hunk under the cursor. */
  readonly wanted: () => readonly string[];
}

/** A place in rows that may be others by now. */
interface Place {
  readonly all: DiffRows;
  readonly index: number;
  readonly column: number;
}

interface Chosen {
  readonly revision: string;
  readonly keys: ReadonlySet<string>;
  readonly anchor: DiffRow | undefined;
}

const none: ReadonlySet<string> = new Set();

/** `line` is where to begin, by its newer number; the first change otherwise. */
export function useDiffLines(all: DiffRows, layout: RowLayout, revision: string, line?: number): DiffLines {
  const { rows: list, starts } = all;
  const scale = useScale();
  const [first] = useState(() => (line === undefined ? (starts[0] ?? 0) : rowOfLine(list, line)));
  const begin = line === undefined ? undefined : layout.startOf(first);
  const rows = useRowWindow({ count: layout.total, rowHeight: rowHeight * scale, begin });
  const [at, setAt] = useState<Place>({ all, index: first, column: 0 });
  const [kept, setKept] = useState<Chosen>({ revision, keys: none, anchor: list[first] });
  const cursor = Math.min(placeIn(all, at), list.length - 1);
  const column = columnIn(list[cursor], at.column);
  // Numbers of lines mean something only in the difference they were chosen in.
  const chosen = kept.revision === revision ? kept.keys : none;
  const hunk = list[cursor]?.hunk ?? 0;

  const anchorRow = () => findRow(list, kept.anchor) ?? cursor;
  const choose = (keys: Iterable<string>, anchor: number) =>
    setKept({ revision, keys: new Set(keys), anchor: list[anchor] });
  const stand = (index: number, where: number) => setAt({ all, index, column: where });
  const reveal = (index: number, centred?: "centred") => {
    rows.reveal(layout.startOf(index) + layout.heightOf(index) - 1, centred);
    if (layout.heightOf(index) > 1) rows.reveal(layout.startOf(index));
  };

  const moveTo = useLatest((index: number, reach?: "extend", wanted?: number) => {
    const where = wanted ?? column;
    const to = Math.min(Math.max(0, index), list.length - 1);
    if (reach) {
      const anchor = chosen.size > 0 ? anchorRow() : cursor;
      choose([...chosen, ...keysBetween(list, anchor, to, where)], anchor);
    }
    stand(to, where);
    reveal(to);
  });
  const toggle = useLatest((index: number, where: number, reach?: "extend") => {
    stand(index, where);
    const row = list[index];
    if (reach) return choose([...chosen, ...keysBetween(list, anchorRow(), index, where)], anchorRow());
    const key = (row?.kind === "line" ? lineKey(row.cells[where]) : undefined) ?? keysOfRow(row)[0];
    if (key === undefined) return;
    const keys = new Set(chosen);
    if (!keys.delete(key)) keys.add(key);
    choose(keys, index);
  });
  const span = useLatest((from: number, to: number, where: number) => {
    choose([...chosen, ...keysBetween(list, from, to, where)], from);
    stand(to, where);
  });
  const chooseAll = useLatest(() => choose(keysBetween(list, 0, list.length - 1), 0));
  const clear = useLatest(() => choose(none, cursor));
  const step = useLatest((by: 1 | -1) => {
    const next = by > 0 ? starts.find((start) => start > cursor) : starts.findLast((start) => start < cursor);
    if (next === undefined) return;
    stand(next, column);
    reveal(next, "centred");
  });
  const showCursor = useLatest(() => reveal(cursor, "centred"));
  const wanted = () => (chosen.size > 0 ? [...chosen] : keysOfHunk(list, hunk));
  return { rows, cursor, column, chosen, hunk, moveTo, toggle, span, chooseAll, clear, step, showCursor, wanted };
}

/** The row of a line by its newer number; the last one where the file has fewer. */
function rowOfLine(list: readonly DiffRow[], line: number): number {
  const at = list.findIndex((row) => row.kind === "line" && row.cells.some((cell) => (cell?.line.new ?? 0) >= line));
  return at < 0 ? list.length - 1 : at;
}

/** The side one stands on: the other one where nothing stands on this. */
function columnIn(row: DiffRow | undefined, wanted: number): number {
  if (row?.kind !== "line" || row.cells.length < 2) return 0;
  return row.cells[wanted] ? wanted : 1 - wanted;
}

const found = new WeakMap<Place, { all: DiffRows; index: number }>();

/** The place in these rows: looked for once, where they are not those it was taken in. */
function placeIn(all: DiffRows, place: Place): number {
  if (place.all === all) return place.index;
  const known = found.get(place);
  if (known?.all === all) return known.index;
  const index = findRow(all.rows, place.all.rows[place.index]) ?? Math.min(place.index, all.rows.length - 1);
  found.set(place, { all, index });
  return index;
}
