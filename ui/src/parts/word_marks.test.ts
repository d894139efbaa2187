import { expect, it } from "vitest";

import { wordMarks } from "./word_marks";

/** The lines with what is marked in brackets. */
function shown(before: string, after: string): [string, string] {
  const marks = wordMarks(before, after);
  const drawn = (line: string, spans: readonly (readonly [number, number])[]) =>
    [...spans]
      .reverse()
      .reduce((text, [from, to]) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`, line);
  return [drawn(before, marks.before), drawn(after, marks.after)];
}

it("marks a word that became another", () => {
  expect(shown("return sum.scale(2);", "return sum.scale(4);")).toEqual([
    "return sum.scale([2]);",
    "return sum.scale([4]);",
  ]);
});

it("marks what came and what went", () => {
  expect(shown("add(line)", "add(line, mode)")).toEqual(["add(line)", "add(line[, mode])"]);
  expect(shown("a b c", "a c")).toEqual(["a [b ]c", "a c"]);
});

it("joins marks with a single space between them", () => {
  expect(shown("let one two = three;", "let uno due = three;")).toEqual([
    "let [one two] = three;",
    "let [uno due] = three;",
  ]);
});

it("says nothing of equal lines, and of lines that have nothing in common", () => {
  expect(wordMarks("same", "same")).toEqual({ before: [], after: [] });
  expect(wordMarks("completely", "different")).toEqual({ before: [], after: [] });
});

it("takes words of all languages whole", () => {
  expect(shown("x = größe + 1", "x = höhe + 1")).toEqual(["x = [größe] + 1", "x = [höhe] + 1"]);
});

it("doesn't look into very long lines, and is quick with long ones", () => {
  expect(wordMarks("a ".repeat(5_000), "b ".repeat(5_000))).toEqual({ before: [], after: [] });
  const line = (word: string) => `${"let x = y; ".repeat(80)}${word}${" z = q;".repeat(80)}`;
  const started = performance.now();
  for (let turn = 0; turn < 40; turn++) wordMarks(line("one"), line("two"));
  expect(performance.now() - started).toBeLessThan(2_000);
});
