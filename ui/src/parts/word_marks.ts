/** Which words differ between two versions of a line. Cheap: lines without likeness, and very long ones, are only cut at both ends. */

/** From a letter up to another, both counted in UTF-16. */
export type Span = readonly [from: number, to: number];

/** What differs in each of two lines. */
export interface WordMarks {
  readonly before: readonly Span[];
  readonly after: readonly Span[];
}

/** Longer lines are not looked into. */
const longest = 2_000;
/** Words of one line times words of the other that are compared. */
const most = 40_000;
const nothing: WordMarks = { before: [], after: [] };

export function wordMarks(before: string, after: string): WordMarks {
  if (before === after || before.length > longest || after.length > longest) return nothing;
  const [old, next] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head++;
  let tail = 0;
  const room = Math.min(old.length, next.length) - head;
  while (tail < room && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  const [a, b] = [old.slice(head, old.length - tail), next.slice(head, next.length - tail)];
  const { kept, keptAfter } =
    a.length * b.length > most ? { kept: new Set<number>(), keptAfter: new Set<number>() } : common(a, b);
  const marks = { before: spans(old, head, a.length, kept), after: spans(next, head, b.length, keptAfter) };
  // Where nearly everything differs, marks say nothing that the colour of the line doesn't.
  return covers(marks.before, before) && covers(marks.after, after) ? nothing : marks;
}

/** Words, numbers, runs of space, and every other sign by itself. */
function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^]/gu) ?? [];
}

/** Positions of the longest common sequence in both. */
function common(a: readonly string[], b: readonly string[]): { kept: Set<number>; keptAfter: Set<number> } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const [kept, keptAfter] = [new Set<number>(), new Set<number>()];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      kept.add(i++);
      keptAfter.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return { kept, keptAfter };
}

/** Stretches of words that are not kept; a single space between two of them belongs to both. */
function spans(words: readonly string[], head: number, count: number, kept: ReadonlySet<number>): Span[] {
  const found: [number, number][] = [];
  let place = words.slice(0, head).join("").length;
  for (let index = 0; index < count; index++) {
    const word = words[head + index] ?? "";
    const last = found.at(-1);
    const isBridge = word.trim() === "" && last?.[1] === place && index + 1 < count && !kept.has(index + 1);
    if (!kept.has(index) || isBridge) {
      if (last?.[1] === place) last[1] = place + word.length;
      else found.push([place, place + word.length]);
    }
    place += word.length;
  }
  return found;
}

function covers(marks: readonly Span[], line: string): boolean {
  const marked = marks.reduce((sum, [from, to]) => sum + to - from, 0);
  return marked >= line.trim().length * 0.9;
}
