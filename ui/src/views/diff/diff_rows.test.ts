import { describe, expect, it } from "vitest";

import type { Hunk } from "../../host/api.gen";
import { hunksOf } from "../../host/sample_diff";
import { keysBetween, keysOfHunk, linesChoice, rowsOf } from "./diff_rows";

const hunks: Hunk[] = hunksOf(
  "one\ntwo\nthree\n" + "same\n".repeat(20) + "four\n",
  "one\nTWO\nand more\nthree\n" + "same\n".repeat(20) + "FOUR\n",
);

describe("rows of a difference", () => {
  const all = rowsOf(hunks);

  it("have a head for each hunk and know where changes begin", () => {
    expect(all.hunks).toBe(2);
    expect(all.rows.filter(({ kind }) => kind === "hunk")).toHaveLength(2);
    expect(all.starts.map((start) => all.rows[start])).toMatchObject([
      { change: "removed", line: { text: "two" } },
      { change: "removed", line: { text: "four" } },
    ]);
  });

  it("pair what went with what came in its place", () => {
    const pairs = all.rows.flatMap((row) => (row.kind === "line" && row.pair ? [[row.line.text, row.pair.text]] : []));
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
    expect(all.ends).toBe("lf");
    expect(rowsOf(hunksOf("a\r\nb\r\n", "a\r\nc\r\n")).ends).toBe("crLf");
    expect(rowsOf(hunksOf("a\r\nb\r\n", "a\r\nb\r\nc\n")).ends).toBe("mixed");
  });

  it("are made once for the same hunks", () => expect(rowsOf(hunks)).toBe(all));
});
