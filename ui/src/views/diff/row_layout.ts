/** How high the rows of a difference are: a line that does not fit goes on below. Pure. */
import type { DiffRow, DiffRows } from "./diff_rows";
import { partsOf } from "./columns";

/** Heights and places in rows of one line. */
export interface RowLayout {
  readonly total: number;
  readonly startOf: (row: number) => number;
  readonly heightOf: (row: number) => number;
  /** The row at a place. */
  readonly rowAt: (place: number) => number;
}

const known = new WeakMap<DiffRows, { most: number | undefined; layout: RowLayout }>();

/** Lines of more than `most` columns go on below; all are one high where none is given. */
export function layoutOf(all: DiffRows, most: number | undefined): RowLayout {
  const made = known.get(all);
  if (made && made.most === most) return made.layout;
  const layout = most === undefined ? flat(all.rows.length) : wrapped(all.rows, most);
  known.set(all, { most, layout });
  return layout;
}

function flat(total: number): RowLayout {
  return { total, startOf: (row) => row, heightOf: () => 1, rowAt: (place) => place };
}

function wrapped(rows: readonly DiffRow[], most: number): RowLayout {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, index) => (starts[index + 1] = (starts[index] ?? 0) + heightOf(row, most)));
  const startOf = (row: number) => starts[Math.min(row, rows.length)] ?? 0;
  const rowAt = (place: number) => {
    let [low, high] = [0, Math.max(0, rows.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { total: startOf(rows.length), startOf, heightOf: (row) => startOf(row + 1) - startOf(row), rowAt };
}

function heightOf(row: DiffRow, most: number): number {
  if (row.kind !== "line") return 1;
  return Math.max(1, ...row.cells.map((cell) => (cell ? partsOf(cell.line.text, most).length : 1)));
}
