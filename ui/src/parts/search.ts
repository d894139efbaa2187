/**
 * Type-ahead over thousands of names: what can be searched is prepared once, so that a keystroke costs a few milliseconds.
 * Every word of the query must occur; names that begin with it come first.
 */

/** Items with their prepared texts. */
export interface Haystack<T> {
  readonly items: readonly T[];
  readonly texts: readonly string[];
}

/** Prepares items. `textOf` names the most important thing last, as a path does: `Platform / billing`. */
export function haystack<T>(items: readonly T[], textOf: (item: T) => string): Haystack<T> {
  return { items, texts: items.map((item) => fold(textOf(item))) };
}

/** Several haystacks as one, in order: pages that arrive one after the other are prepared once each. */
export function joined<T>(stacks: readonly Haystack<T>[]): Haystack<T> {
  return { items: stacks.flatMap(({ items }) => items), texts: stacks.flatMap(({ texts }) => texts) };
}

/** The items that match, best first; all of them in their own order where the query is empty. */
export function search<T>(stack: Haystack<T>, query: string): readonly T[] {
  const words = fold(query)
    .split(/[\s/]+/)
    .filter(Boolean);
  if (words.length === 0) return stack.items;
  const ranks: T[][] = [[], [], [], []];
  stack.texts.forEach((text, index) => {
    const rank = rankOf(text, words);
    const item = stack.items[index];
    if (rank !== undefined && item !== undefined) ranks[rank]?.push(item);
  });
  return ranks.flat();
}

/** 0: the name is the last word; 1: it begins with it; 2: every word begins one of the text's; 3: they only occur. */
function rankOf(text: string, words: readonly string[]): 0 | 1 | 2 | 3 | undefined {
  let begins = true;
  for (const word of words) {
    const found = text.indexOf(word);
    if (found < 0) return undefined;
    begins &&= startsWord(text, word, found);
  }
  const last = words[words.length - 1] ?? "";
  const name = text.lastIndexOf("/") + 1;
  if (text.startsWith(last, name)) return text.length === name + last.length ? 0 : 1;
  return begins ? 2 : 3;
}

function startsWord(text: string, word: string, first: number): boolean {
  for (let found = first; found >= 0; found = text.indexOf(word, found + 1)) {
    if (found === 0 || !/[\p{L}\p{N}]/u.test(text[found - 1] ?? "")) return true;
  }
  return false;
}

/** Lower case without accents, so that `munchen` finds `München`; spaces around slashes don't count. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s*\/\s*/g, "/")
    .trim();
}
