/** A line cut where anything about its look changes: words of code, words that differ, what would not be seen. Pure. */
import type { CodeToken, CodeWord } from "../../parts/code_tokens";
import { pieces } from "../../parts/hostile";
import type { Span } from "../../parts/word_marks";

/** Letters that look the same. */
export interface Run {
  readonly text: string;
  /** An escape that stands for something that would not be seen. */
  readonly isEscape: boolean;
  /** It differs from the line's other state. */
  readonly isMarked: boolean;
  readonly word: CodeWord | undefined;
  /** Spaces or tabs that are to be shown. */
  readonly isSpace: boolean;
}

interface Looks {
  readonly marks: readonly Span[];
  readonly tokens: readonly CodeToken[];
  readonly showsSpaces: boolean;
}

/** The runs of a line from one letter up to another. */
export function runsOf(text: string, { marks, tokens, showsSpaces }: Looks, from: number, to: number): Run[] {
  const runs: Run[] = [];
  const edges = edgesOf(marks, tokens);
  let at = 0;
  for (const piece of pieces(text, true)) {
    const end = at + piece.length;
    let start = Math.max(at, from);
    while (start < Math.min(end, to)) {
      const next = piece.escaped ? end : Math.min(end, to, firstAfter(edges, start));
      const looks = { isMarked: isIn(marks, start), word: wordAt(tokens, start) };
      const letters = piece.escaped ? piece.text : piece.text.slice(start - at, next - at);
      if (piece.escaped || !showsSpaces)
        runs.push({ text: letters, isEscape: piece.escaped, isSpace: false, ...looks });
      else {
        for (const part of letters.match(/[ \t]+|[^ \t]+/g) ?? []) {
          runs.push({ text: part, isEscape: false, isSpace: /^[ \t]/.test(part), ...looks });
        }
      }
      start = next;
    }
    at = end;
    if (at >= to) break;
  }
  return runs;
}

function edgesOf(marks: readonly Span[], tokens: readonly CodeToken[]): number[] {
  return [...marks.flat(), ...tokens.flatMap(({ from, to }) => [from, to])].sort((a, b) => a - b);
}

/** The first edge after a place, by halving: a line of 5,000 letters has thousands of them. */
function firstAfter(edges: readonly number[], place: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? Infinity) > place) high = middle;
    else low = middle + 1;
  }
  return edges[low] ?? Infinity;
}

function isIn(marks: readonly Span[], place: number): boolean {
  return marks.some(([from, to]) => from <= place && place < to);
}

function wordAt(tokens: readonly CodeToken[], place: number): CodeWord | undefined {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.to ?? Infinity) > place) high = middle;
    else low = middle + 1;
  }
  const token = tokens[low];
  return token && token.from <= place ? token.word : undefined;
}
