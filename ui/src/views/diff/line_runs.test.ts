import { describe, expect, it } from "vitest";

import { columnsOf, partsOf } from "./columns";
import { runsOf } from "./line_runs";

const looks = { marks: [], tokens: [], showsSpaces: false };

describe("the runs of a line", () => {
  it("are cut where code or a difference begins and ends", () => {
    const runs = runsOf(
      "let old = 1;",
      {
        marks: [[4, 7]],
        tokens: [
          { from: 0, to: 3, word: "keyword" },
          { from: 10, to: 11, word: "number" },
        ],
        showsSpaces: false,
      },
      0,
      12,
    );
    expect(runs.map(({ text, word, isMarked }) => [text, word ?? "", isMarked])).toEqual([
      ["let", "keyword", false],
      [" ", "", false],
      ["old", "", true],
      [" = ", "", false],
      ["1", "number", false],
      [";", "", false],
    ]);
  });

  it("show what would not be seen inside coloured code, and a look-alike that a colour cuts", () => {
    const text = "if (\u202Em\u0430in)";
    const tokens = [
      { from: 0, to: 2, word: "keyword" },
      { from: 5, to: 7, word: "type" },
      { from: 7, to: 9, word: "string" },
    ] as const;
    const runs = runsOf(text, { ...looks, tokens }, 0, text.length);
    expect(runs.filter(({ isEscape }) => isEscape).map((run) => run.text)).toEqual(["U+202E", "U+0430"]);
    expect(runs.map((run) => run.text).join("")).toBe("if (U+202EmU+0430in)");
  });

  it("show spaces and tabs where that is wanted", () => {
    const runs = runsOf("\tif  x", { ...looks, showsSpaces: true }, 0, 6);
    expect(runs.map(({ text, isSpace }) => [text, isSpace])).toEqual([
      ["\t", true],
      ["if", false],
      ["  ", true],
      ["x", false],
    ]);
  });

  it("are those of a part of the line", () => {
    expect(runsOf("abcdef", looks, 2, 4).map(({ text }) => text)).toEqual(["cd"]);
    expect(runsOf("a\u202Ebc", looks, 1, 3).map(({ text }) => text)).toEqual(["U+202E", "b"]);
  });
});

describe("the columns of a line", () => {
  it("count tabs to their stop, wide letters twice and escapes with their frame", () => {
    expect(["abc", "\ta", "ab\tc", "你好", "a\u202E"].map(columnsOf)).toEqual([3, 5, 5, 4, 9]);
  });

  it("are cut so that each part fits", () => {
    expect(partsOf("", 4)).toEqual([0]);
    expect(partsOf("abcdefghij", 4)).toEqual([0, 4, 8]);
    expect(partsOf("你好你好", 5)).toEqual([0, 2]);
    expect(partsOf("ab\u202Ecd", 4)).toEqual([0, 2, 3]);
  });
});
