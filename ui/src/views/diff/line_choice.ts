/** Which lines of a difference are chosen, by keys such as `-12` and `+14`. Pure. */
import type { ChangeChoice, FilePath } from "../../host/api.gen";
import type { Cell, DiffRow } from "./diff_rows";

/** Names a changed line within its difference. */
export function lineKey(cell: Cell | undefined): string | undefined {
  if (!cell || cell.change === "context") return undefined;
  return cell.change === "removed" ? `-${cell.line.old}` : `+${cell.line.new}`;
}

/** Keys of the changed lines of a row; of one column where it is named. */
export function keysOfRow(row: DiffRow | undefined, column?: number): string[] {
  if (row?.kind !== "line") return [];
  return row.cells.flatMap((cell, at) => (column === undefined || column === at ? (lineKey(cell) ?? []) : []));
}

/** Keys of the changed lines from one row to another, in whichever order. */
export function keysBetween(rows: readonly DiffRow[], from: number, to: number, column?: number): string[] {
  const some = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return some.flatMap((row) => keysOfRow(row, column));
}

/** Keys of all changed lines of a hunk. */
export function keysOfHunk(rows: readonly DiffRow[], hunk: number): string[] {
  return rows.flatMap((row) => (row.hunk === hunk ? keysOfRow(row) : []));
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
