/** Where one stands in a difference, and which of its lines are chosen. */
import { useState } from "react";

import { useLatest } from "../../data/latest";
import { type RowWindow, useRowWindow } from "../../parts/row_window";
import { useScale } from "../../parts/scale";
import { type DiffRows, keysBetween, keysOfHunk, lineKey } from "./diff_rows";

/** Design pixels. */
export const rowHeight = 22;

export interface DiffLines {
  readonly rows: RowWindow;
  readonly cursor: number;
  /** Keys of chosen lines. */
  readonly chosen: ReadonlySet<string>;
  /** The hunk under the cursor. */
  readonly hunk: number;
  readonly moveTo: (index: number, reach?: "extend") => void;
  /** Chooses a line or takes it back; with `extend` all from the last one up to it. */
  readonly toggle: (index: number, reach?: "extend") => void;
  /** Chooses all from one line to another: the pointer was drawn over them. */
  readonly span: (from: number, to: number) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
  /** To the next stretch of changed lines, or the one before. */
  readonly step: (by: 1 | -1) => void;
  /** Keys to act on: what is chosen, or else the hunk under the cursor. */
  readonly wanted: () => readonly string[];
}

interface Chosen {
  readonly revision: string;
  readonly keys: ReadonlySet<string>;
  readonly anchor: number;
}

const none: ReadonlySet<string> = new Set();

export function useDiffLines({ rows: all, starts }: DiffRows, revision: string): DiffLines {
  const scale = useScale();
  const first = starts[0] ?? 0;
  const rows = useRowWindow({ count: all.length, rowHeight: rowHeight * scale });
  const [at, setAt] = useState(first);
  const [kept, setKept] = useState<Chosen>({ revision, keys: none, anchor: first });
  const cursor = Math.min(at, all.length - 1);
  // Numbers of lines mean something only in the difference they were chosen in.
  const chosen = kept.revision === revision ? kept.keys : none;
  const hunk = all[cursor]?.hunk ?? 0;

  const choose = (keys: Iterable<string>, anchor: number) => setKept({ revision, keys: new Set(keys), anchor });
  const moveTo = useLatest((index: number, reach?: "extend") => {
    const to = Math.min(Math.max(0, index), all.length - 1);
    if (reach) {
      const anchor = chosen.size > 0 ? kept.anchor : cursor;
      choose([...chosen, ...keysBetween(all, anchor, to)], anchor);
    }
    setAt(to);
    rows.reveal(to);
  });
  const toggle = useLatest((index: number, reach?: "extend") => {
    setAt(index);
    if (reach) return choose([...chosen, ...keysBetween(all, kept.anchor, index)], kept.anchor);
    const key = lineKey(all[index]);
    if (key === undefined) return;
    const keys = new Set(chosen);
    if (!keys.delete(key)) keys.add(key);
    choose(keys, index);
  });
  const span = useLatest((from: number, to: number) => {
    choose([...chosen, ...keysBetween(all, from, to)], from);
    setAt(to);
  });
  const chooseAll = useLatest(() => choose(keysBetween(all, 0, all.length - 1), 0));
  const clear = useLatest(() => choose(none, cursor));
  const step = useLatest((by: 1 | -1) => {
    const next = by > 0 ? starts.find((start) => start > cursor) : starts.findLast((start) => start < cursor);
    if (next === undefined) return;
    setAt(next);
    rows.reveal(next, "centred");
  });
  const wanted = () => (chosen.size > 0 ? [...chosen] : keysOfHunk(all, hunk));
  return { rows, cursor, chosen, hunk, moveTo, toggle, span, chooseAll, clear, step, wanted };
}
