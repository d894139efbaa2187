/** Compares two texts line by line and takes over single lines: what the sample world stages with. Slow and simple. */
import type { DiffLine, Hunk, LineEnd } from "./api.gen";

interface TextLine {
  readonly text: string;
  readonly end: LineEnd;
}

/** Lines around a change. */
const around = 3;

/** A text as lines, each with its end. */
export function linesOf(text: string): TextLine[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    if (line.endsWith("\r\n")) return { text: line.slice(0, -2), end: "crLf" };
    return line.endsWith("\n") ? { text: line.slice(0, -1), end: "lf" } : { text: line, end: "none" };
  });
}

const ends: Record<LineEnd, string> = { lf: "\n", crLf: "\r\n", none: "" };

/** Every line of both texts in order; context has both numbers. */
export function compared(before: string, after: string): DiffLine[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const same = (a: number, b: number) => old[a]?.text === next[b]?.text && old[a]?.end === next[b]?.end;
  let head = 0;
  while (head < old.length && head < next.length && same(head, head)) head++;
  let tail = 0;
  while (tail < Math.min(old.length, next.length) - head && same(old.length - 1 - tail, next.length - 1 - tail)) tail++;
  const [rows, columns] = [old.length - head - tail, next.length - head - tail];
  // Longest common subsequence of the middle; lengths from the end.
  const table = rows * columns === 0 ? [] : Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const at = (a: number, b: number) => table[a]?.[b] ?? 0;
  if (table.length > 0) {
    for (let a = rows - 1; a >= 0; a--) {
      const row = table[a];
      for (let b = columns - 1; row && b >= 0; b--) {
        row[b] = same(head + a, head + b) ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
      }
    }
  }
  const lines: DiffLine[] = [];
  const add = (a: number | null, b: number | null) => {
    const line = b === null ? old[a ?? 0] : next[b];
    if (line) lines.push({ old: a === null ? null : a + 1, new: b === null ? null : b + 1, leftOut: 0, ...line });
  };
  let [a, b] = [0, 0];
  while (a < old.length || b < next.length) {
    const inside = a >= head && b >= head && a < head + rows && b < head + columns;
    if (a < old.length && b < next.length && same(a, b) && (!inside || at(a - head, b - head) > 0)) add(a++, b++);
    else if (a < head + rows && (!inside || at(a - head + 1, b - head) >= at(a - head, b - head + 1))) add(a++, null);
    else add(null, b++);
  }
  return lines;
}

/** The changed lines with some around them. */
export function hunksOf(before: string, after: string): Hunk[] {
  const lines = compared(before, after);
  const changed = lines.flatMap((line, index) => (line.old === null || line.new === null ? [index] : []));
  const hunks: Hunk[] = [];
  let start = 0;
  while (start < changed.length) {
    let last = start;
    while (last + 1 < changed.length && changed[last + 1]! - changed[last]! <= 2 * around + 1) last++;
    const part = lines.slice(Math.max(0, changed[start]! - around), changed[last]! + around + 1);
    hunks.push({ header: headerOf(part), lines: part });
    start = last + 1;
  }
  return hunks;
}

function headerOf(lines: readonly DiffLine[]): string {
  const range = (numbers: (number | null)[]) => {
    const there = numbers.filter((one) => one !== null);
    return `${there[0] ?? 0},${there.length}`;
  };
  return `@@ -${range(lines.map((line) => line.old))} +${range(lines.map((line) => line.new))} @@`;
}

/** `before` with the chosen lines changed as in `after`; `not` takes all others over instead, which takes the chosen ones back. */
export function takenOver(
  before: string,
  after: string,
  chosen: { removed: readonly number[]; added: readonly number[] },
  not = false,
): string {
  const [removed, added] = [new Set(chosen.removed), new Set(chosen.added)];
  return compared(before, after)
    .filter((line) => {
      if (line.old !== null && line.new !== null) return true;
      const isChosen = line.new === null ? removed.has(line.old ?? 0) : added.has(line.new);
      return line.new === null ? isChosen === not : isChosen !== not;
    })
    .map(({ text, end }) => text + ends[end])
    .join("");
}
