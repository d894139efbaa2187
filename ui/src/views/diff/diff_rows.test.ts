import { describe, expect, it } from "vitest";

import { hunksOf, linesOf } from "../../host/sample_diff";
import { codeLines } from "../../parts/code_tokens";
import { type DiffRow, findRow, rowsOf, type RowsWish } from "./diff_rows";
import { allOpened, nothingOpened, openGap } from "./gaps";
import { keysBetween, keysOfHunk, linesChoice } from "./line_choice";
import { layoutOf } from "./row_layout";

const same = Array.from({ length: 60 }, (_, n) => `same ${n}\n`).join("");
const before = `one\ntwo\nthree\n${same}four\n${same}`;
const after = `one\nTWO\nand more\nthree\n${same}FOUR\n${same}`;
const hunks = hunksOf(before, after);
const wish: RowsWish = {
  layout: "unified",
  opened: nothingOpened,
  total: linesOf(after).length,
  text: codeLines(after),
};
const textOf = (row: DiffRow | undefined) =>
  row?.kind === "line" ? row.cells.map((cell) => cell?.line.text) : row?.kind;

describe("rows of a difference", () => {
  const all = rowsOf(hunks, wish);

  it("have a head for each hunk and know where changes begin", () => {
    expect(all.hunks).toBe(2);
    expect(all.rows.filter(({ kind }) => kind === "hunk")).toHaveLength(2);
    expect(all.starts.map((start) => textOf(all.rows[start]))).toEqual([["two"], ["four"]]);
  });

  it("pair what went with what came in its place", () => {
    const pairs = all.rows.flatMap((row) =>
      row.kind === "line" ? row.cells.flatMap((cell) => (cell?.pair ? [[cell.line.text, cell.pair.text]] : [])) : [],
    );
    expect(pairs).toEqual([
      ["two", "TWO"],
      ["TWO", "two"],
      ["four", "FOUR"],
      ["FOUR", "four"],
    ]);
  });

  it("name lines by their numbers, removed as before and added as after", () => {
    expect(keysOfHunk(all.rows, 0)).toEqual(["-2", "+2", "+3"]);
    expect(keysBetween(all.rows, 3, 0)).toEqual(["-2", "+2"]);
    expect(linesChoice("a%25.txt", "r7", ["+3", "-2", "+2"])).toEqual({
      kind: "lines",
      path: "a%25.txt",
      revision: "r7",
      removed: [2],
      added: [2, 3],
    });
  });

  it("know whether lines end in one way", () => {
    const endsOf = (old: string, next: string) => rowsOf(hunksOf(old, next), wish).ends;
    expect(all.ends).toBe("lf");
    expect(endsOf("a\r\nb\r\n", "a\r\nc\r\n")).toBe("crLf");
    expect(endsOf("a\r\nb\r\n", "a\r\nb\r\nc\n")).toBe("mixed");
  });

  it("are made once for the same hunks", () => expect(rowsOf(hunks, { ...wish })).toBe(rowsOf(hunks, wish)));
});

describe("side by side", () => {
  const all = rowsOf(hunks, { ...wish, layout: "split" });

  it("what went stands beside what came, and nothing beside what is only new", () => {
    expect(all.rows.slice(1, 5).map(textOf)).toEqual([
      ["one", "one"],
      ["two", "TWO"],
      [undefined, "and more"],
      ["three", "three"],
    ]);
    expect(all.starts.map((start) => textOf(all.rows[start]))).toEqual([
      ["two", "TWO"],
      ["four", "FOUR"],
    ]);
  });

  it("chooses one side, or both", () => {
    expect(keysBetween(all.rows, 1, 4, 0)).toEqual(["-2"]);
    expect(keysBetween(all.rows, 1, 4, 1)).toEqual(["+2", "+3"]);
    expect(keysOfHunk(all.rows, 0)).toEqual(["-2", "+2", "+3"]);
  });

  it("finds a line of the one in the other", () => {
    const unified = rowsOf(hunks, wish);
    const row = unified.rows.findIndex((one) => textOf(one)?.[0] === "FOUR");
    expect(textOf(all.rows[findRow(all.rows, unified.rows[row]) ?? -1])).toEqual(["four", "FOUR"]);
    expect(findRow(all.rows, undefined)).toBeUndefined();
  });
});

describe("what is hidden", () => {
  const hidden = (rows: readonly DiffRow[]) => rows.flatMap((row) => (row.kind === "line" ? [] : [row.gap.hidden]));
  const rowsWith = (more: Partial<RowsWish>) => rowsOf(hunks, { ...wish, ...more });

  it("is counted above each hunk and below the last", () => expect(hidden(rowsWith({}).rows)).toEqual([0, 55, 57]));

  it("opens from both sides with the right lines and numbers", () => {
    const gap = { number: 1, hidden: 55 };
    const opened = openGap(openGap(nothingOpened, gap, "below"), { number: 1, hidden: 35 }, "above");
    const { rows, starts } = rowsWith({ opened });
    expect(hidden(rows)).toEqual([0, 15, 57]);
    const head = rows.findIndex((row) => row.kind === "hunk" && row.hunk === 1);
    expect([textOf(rows[head - 1]), textOf(rows[head + 1])]).toEqual([["same 21"], ["same 37"]]);
    expect(rows[head + 1]).toMatchObject({ cells: [{ change: "context", line: { old: 41, new: 42, end: "lf" } }] });
    expect(starts.map((start) => textOf(rows[start]))).toEqual([["two"], ["four"]]);
  });

  it("is nothing where the whole file is shown", () => {
    const { rows } = rowsWith({ opened: allOpened });
    expect(hidden(rows)).toEqual([0, 0]);
    const shown = rows.flatMap((row) =>
      row.kind === "line" && row.cells[0]?.line.new ? [row.cells[0].line.text] : [],
    );
    expect(shown.join("\n")).toBe(after.trimEnd());
  });

  it("stays hidden until the text is read, and where the end isn't known", () => {
    expect(hidden(rowsWith({ opened: allOpened, text: undefined }).rows)).toEqual([0, 55, 57]);
    expect(hidden(rowsWith({ total: undefined }).rows)).toEqual([0, 55]);
  });
});

describe("the heights of rows", () => {
  const long = rowsOf(hunksOf("short\n", `${"x".repeat(45)}\nnext\n`), { ...wish, total: 2 });

  it("are one where lines don't go on below", () => {
    const layout = layoutOf(long, undefined);
    expect([layout.total, layout.startOf(2), layout.rowAt(3)]).toEqual([long.rows.length, 2, 3]);
  });

  it("follow the columns of their lines", () => {
    const layout = layoutOf(long, 20);
    expect(long.rows.map((_, row) => layout.heightOf(row))).toEqual([1, 1, 3, 1]);
    expect([2, 3, 4, 5].map(layout.rowAt)).toEqual([2, 2, 2, 3]);
    expect(layout.total).toBe(6);
    expect(layoutOf(long, 20)).toBe(layout);
  });
});
