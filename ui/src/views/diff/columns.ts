/** How wide lines are in letters of one width, and where they are cut so that they fit. Pure. */
import { pieces } from "../../parts/hostile";

const plain = /^[ -~]*$/;
/** Columns between two stops of the tabulator. */
const tab = 4;

/** Columns a line takes: tabs are wide, and so are the letters of East Asia. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const { width } of lettersOf(text)) columns += width(columns);
  return columns;
}

/** Where each part of a line begins that takes at most so many columns; the first begins at 0. */
export function partsOf(text: string, most: number): readonly number[] {
  if (plain.test(text)) {
    return Array.from({ length: Math.max(1, Math.ceil(text.length / most)) }, (_, part) => part * most);
  }
  const starts = [0];
  let [at, columns] = [0, 0];
  for (const { length, width } of lettersOf(text)) {
    if (columns + width(columns) > most && columns > 0) {
      starts.push(at);
      columns = 0;
    }
    columns += width(columns);
    at += length;
  }
  return starts;
}

/** What can't be cut further, each with its length in the text and the columns it takes where it begins. */
function* lettersOf(text: string): Generator<{ length: number; width: (column: number) => number }> {
  for (const piece of pieces(text, true)) {
    // An escape has a frame.
    if (piece.escaped) yield { length: piece.length, width: () => piece.text.length + 2 };
    else {
      for (const letter of piece.text) {
        const wide = letter >= "\u1100" ? 2 : 1;
        yield { length: letter.length, width: (column) => (letter === "\t" ? tab - (column % tab) : wide) };
      }
    }
  }
}
