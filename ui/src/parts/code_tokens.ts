/** Words of code and their kinds: what a grammar finds, without the grammar. */

/** What a word of code is. Each has a colour in tokens.css. */
export type CodeWord = "comment" | "keyword" | "string" | "number" | "type" | "function" | "property" | "meta";

/** From a letter of a line up to another, counted in UTF-16. */
export interface CodeToken {
  readonly from: number;
  readonly to: number;
  readonly word: CodeWord;
}

/** A text as lines, with where each begins. A line is what stands before `\n` or `\r\n`. */
export interface CodeLines {
  readonly text: string;
  readonly count: number;
  /** Where line `number` begins, from 1. */
  readonly startOf: (number: number) => number;
  /** Where its letters end. */
  readonly endOf: (number: number) => number;
  readonly lineAt: (number: number) => string;
}

const known = new Map<string, CodeLines>();
/** Texts that are remembered: both states of the files that were looked at last. */
const most = 4;

export function codeLines(text: string): CodeLines {
  const made = known.get(text) ?? freshLines(text);
  known.delete(text);
  known.set(text, made);
  for (const old of known.keys()) if (known.size > most) known.delete(old);
  return made;
}

function freshLines(text: string): CodeLines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  if (starts.at(-1) === text.length) starts.pop();
  const startOf = (number: number) => starts[number - 1] ?? text.length;
  const endOf = (number: number) => {
    const next = startOf(number + 1);
    const end = text[next - 1] === "\n" && next > startOf(number) ? next - 1 : next;
    return text[end - 1] === "\r" && text[end] === "\n" && end > startOf(number) ? end - 1 : end;
  };
  return { text, count: starts.length, startOf, endOf, lineAt: (number) => text.slice(startOf(number), endOf(number)) };
}
