/** A difference as rows, in one column or in two. Pure. */
import type { DiffLayout } from "../../data/diff_options";
import type { DiffLine, Hunk } from "../../host/api.gen";
import type { CodeLines } from "../../parts/code_tokens";
import { columnsOf } from "./columns";
import { contextLines, gapsOf, type Gap, type Opened } from "./gaps";

export type LineChange = "added" | "removed" | "context";

/** A line where it stands. */
export interface Cell {
  readonly line: DiffLine;
  readonly change: LineChange;
  /** The line it replaces or is replaced by. */
  readonly pair: DiffLine | undefined;
}

export type LineRow = {
  readonly kind: "line";
  readonly hunk: number;
  /** One; side by side two, of which one may be missing. */
  readonly cells: readonly (Cell | undefined)[];
};

/** The head of a hunk with the gap above it, the gap below the last one, or lines. */
export type DiffRow =
  | { readonly kind: "hunk"; readonly hunk: number; readonly header: string; readonly gap: Gap }
  | { readonly kind: "rest"; readonly hunk: number; readonly gap: Gap }
  | LineRow;

export interface DiffRows {
  readonly layout: DiffLayout;
  readonly rows: readonly DiffRow[];
  readonly hunks: number;
  /** Rows at which a stretch of changed lines begins. */
  readonly starts: readonly number[];
  /** Columns of the longest line. */
  readonly columns: number;
  /** Digits of the largest line number. */
  readonly digits: number;
  /** How the lines end: all the same, or not. */
  readonly ends: "lf" | "crLf" | "mixed";
}

/** What is made into rows, besides the hunks. */
export interface RowsWish {
  readonly layout: DiffLayout;
  readonly opened: Opened;
  /** Lines of the whole file; none where lines below are left out. */
  readonly total: number | undefined;
  /** The newer state, where it was read. */
  readonly text: CodeLines | undefined;
}

const known = new WeakMap<readonly Hunk[], { wish: RowsWish; rows: DiffRows }>();

/** Made once for the same hunks, as long as the wish is the same. */
export function rowsOf(hunks: readonly Hunk[], wish: RowsWish): DiffRows {
  const made = known.get(hunks);
  const isSame =
    made?.wish.layout === wish.layout &&
    made.wish.opened === wish.opened &&
    made.wish.total === wish.total &&
    // Text that nobody opened changes nothing.
    (made.wish.text === wish.text || (!wish.opened.isWhole && wish.opened.gaps.size === 0));
  if (isSame) return made.rows;
  const rows = freshRows(hunks, wish);
  known.set(hunks, { wish, rows });
  return rows;
}

function freshRows(hunks: readonly Hunk[], { layout, opened, total, text }: RowsWish): DiffRows {
  const rows: DiffRow[] = [];
  const starts: number[] = [];
  let [columns, largest, lf, crLf] = [0, 0, 0, 0];
  const add = (hunk: number, lines: readonly DiffLine[]) => {
    for (const line of lines) {
      columns = Math.max(columns, columnsOf(line.text));
      largest = Math.max(largest, line.old ?? 0, line.new ?? 0);
      if (line.end === "lf") lf += 1;
      if (line.end === "crLf") crLf += 1;
    }
    let wasContext = true;
    for (const cells of layout === "split" ? sideBySide(lines) : oneByOne(lines)) {
      const isContext = cells.every((cell) => cell?.change === "context");
      if (wasContext && !isContext) starts.push(rows.length);
      wasContext = isContext;
      rows.push({ kind: "line", hunk, cells });
    }
  };
  const gaps = gapsOf(hunks, total, opened, text !== undefined);
  gaps.forEach((gap, at) => {
    const hunk = hunks[at];
    const hidden = { number: at, hidden: gap.hidden };
    if (text) add(Math.max(0, at - 1), contextLines(text, gap, "below"));
    // A file that is only read has one hunk without a head.
    if (hunk && (hunk.header !== "" || gap.hidden > 0))
      rows.push({ kind: "hunk", hunk: at, header: hunk.header, gap: hidden });
    if (!hunk && gap.hidden > 0) rows.push({ kind: "rest", hunk: at - 1, gap: hidden });
    const above = text ? contextLines(text, gap, "above") : [];
    // One run of lines: a change at a hunk's first line is one change, whatever stands above it.
    if (hunk) add(at, [...above, ...hunk.lines]);
    else add(Math.max(0, at - 1), above);
  });
  const ends = crLf === 0 ? "lf" : lf === 0 ? "crLf" : "mixed";
  return { layout, rows, hunks: hunks.length, starts, columns, digits: String(largest).length, ends };
}

export function changeOf({ old, new: next }: DiffLine): LineChange {
  return old === null ? "added" : next === null ? "removed" : "context";
}

/** Stretches of a hunk: a line that stayed, or lines that went with those that came in their place. */
function blocks(lines: readonly DiffLine[]): { removed: DiffLine[]; added: DiffLine[]; same?: DiffLine }[] {
  const all: { removed: DiffLine[]; added: DiffLine[]; same?: DiffLine }[] = [];
  for (const line of lines) {
    const change = changeOf(line);
    const last = all.at(-1);
    if (change === "context") all.push({ removed: [], added: [], same: line });
    else if (last && !last.same && (change === "added" || last.added.length === 0)) last[change].push(line);
    else all.push({ removed: change === "removed" ? [line] : [], added: change === "added" ? [line] : [] });
  }
  return all;
}

/** The first line that went belongs to the first that came in its place, the second to the second. */
function cellsOf(lines: readonly DiffLine[], change: LineChange, others: readonly DiffLine[]): Cell[] {
  return lines.map((line, turn) => ({ line, change, pair: others[turn] }));
}

function oneByOne(lines: readonly DiffLine[]): (readonly Cell[])[] {
  return blocks(lines).flatMap(({ removed, added, same }) =>
    same
      ? [cellsOf([same], "context", [])]
      : [...cellsOf(removed, "removed", added), ...cellsOf(added, "added", removed)].map((cell) => [cell]),
  );
}

function sideBySide(lines: readonly DiffLine[]): (readonly (Cell | undefined)[])[] {
  return blocks(lines).flatMap(({ removed, added, same }) => {
    if (same) {
      const [cell] = cellsOf([same], "context", []);
      return [[cell, cell]];
    }
    const [left, right] = [cellsOf(removed, "removed", added), cellsOf(added, "added", removed)];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, turn) => [left[turn], right[turn]]);
  });
}

/** Where a row is found again when the rows are others: at its own place, or at that of one of its lines. */
export function findRow(rows: readonly DiffRow[], wanted: DiffRow | undefined): number | undefined {
  if (!wanted) return undefined;
  if (wanted.kind !== "line") {
    const found = rows.findIndex((row) => row.kind === wanted.kind && row.hunk === wanted.hunk);
    return found < 0 ? undefined : found;
  }
  const lines = new Set(wanted.cells.flatMap((cell) => (cell ? [cell.line] : [])));
  const numbers = [...lines].map((line) => `${line.old ?? ""}:${line.new ?? ""}`);
  const isOne = ({ line }: Cell) => lines.has(line) || numbers.includes(`${line.old ?? ""}:${line.new ?? ""}`);
  const found = rows.findIndex((row) => row.kind === "line" && row.cells.some((cell) => cell && isOne(cell)));
  return found < 0 ? undefined : found;
}
