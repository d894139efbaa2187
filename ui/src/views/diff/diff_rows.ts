/** A difference as rows of one height, and which lines are chosen in it. Pure. */
import type { ChangeChoice, DiffLine, FilePath, Hunk } from "../../host/api.gen";

export type LineChange = "added" | "removed" | "context";

/** The head of a hunk, or a line of it. */
export type DiffRow =
  | { readonly kind: "hunk"; readonly hunk: number; readonly header: string }
  | {
      readonly kind: "line";
      readonly hunk: number;
      readonly line: DiffLine;
      readonly change: LineChange;
      /** The line it replaces or is replaced by. */
      readonly pair: DiffLine | undefined;
    };

export interface DiffRows {
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

const known = new WeakMap<readonly Hunk[], DiffRows>();

export function rowsOf(hunks: readonly Hunk[]): DiffRows {
  const made = known.get(hunks) ?? freshRows(hunks);
  known.set(hunks, made);
  return made;
}

function freshRows(hunks: readonly Hunk[]): DiffRows {
  const rows: DiffRow[] = [];
  const starts: number[] = [];
  let [columns, largest, lf, crLf] = [0, 0, 0, 0];
  hunks.forEach(({ header, lines }, hunk) => {
    rows.push({ kind: "hunk", hunk, header });
    const pairs = pairsOf(lines);
    lines.forEach((line, index) => {
      const change = changeOf(line);
      const before = lines[index - 1];
      if (change !== "context" && (!before || changeOf(before) === "context")) starts.push(rows.length);
      rows.push({ kind: "line", hunk, line, change, pair: pairs.get(index) });
      columns = Math.max(columns, columnsOf(line.text));
      largest = Math.max(largest, line.old ?? 0, line.new ?? 0);
      if (line.end === "lf") lf += 1;
      if (line.end === "crLf") crLf += 1;
    });
  });
  const ends = crLf === 0 ? "lf" : lf === 0 ? "crLf" : "mixed";
  return { rows, hunks: hunks.length, starts, columns, digits: String(largest).length, ends };
}

function changeOf({ old, new: next }: DiffLine): LineChange {
  return old === null ? "added" : next === null ? "removed" : "context";
}

/** The first line that went belongs to the first that came in its place, the second to the second. */
function pairsOf(lines: readonly DiffLine[]): Map<number, DiffLine> {
  const pairs = new Map<number, DiffLine>();
  let removed: number[] = [];
  let added: number[] = [];
  const close = () => {
    removed.slice(0, added.length).forEach((index, turn) => {
      const other = added[turn];
      const [before, after] = [lines[index], other === undefined ? undefined : lines[other]];
      if (other === undefined || !before || !after) return;
      pairs.set(index, after);
      pairs.set(other, before);
    });
    [removed, added] = [[], []];
  };
  lines.forEach((line, index) => {
    const change = changeOf(line);
    if (change === "context" || (change === "removed" && added.length > 0)) close();
    if (change === "removed") removed.push(index);
    if (change === "added") added.push(index);
  });
  close();
  return pairs;
}

/** Columns a line takes: tabs are wide, and so are the letters of East Asia. */
function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const letter of text) columns += letter === "\t" ? 4 : letter >= "\u1100" ? 2 : 1;
  return columns;
}

/** `-12`, `+14`: names a changed line within its difference. */
export function lineKey(row: DiffRow | undefined): string | undefined {
  if (row?.kind !== "line" || row.change === "context") return undefined;
  return row.change === "removed" ? `-${row.line.old}` : `+${row.line.new}`;
}

/** Keys of the changed lines from one row to another, in whichever order. */
export function keysBetween(rows: readonly DiffRow[], from: number, to: number): string[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).flatMap((row) => lineKey(row) ?? []);
}

/** Keys of all changed lines of a hunk. */
export function keysOfHunk(rows: readonly DiffRow[], hunk: number): string[] {
  return rows.flatMap((row) => (row.hunk === hunk ? (lineKey(row) ?? []) : []));
}

/** The chosen lines as the core takes them. */
export function linesChoice(path: FilePath, revision: string, keys: readonly string[]): ChangeChoice {
  const numbers = (sign: string) =>
    keys
      .filter((key) => key.startsWith(sign))
      .map((key) => Number(key.slice(1)))
      .sort((a, b) => a - b);
  return { kind: "lines", path, revision, removed: numbers("-"), added: numbers("+") };
}
