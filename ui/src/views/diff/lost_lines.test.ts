/** What is named before lines are given up. */
import { describe, expect, it } from "vitest";

import type { ChangeChoice, DiffLine, FileDiff } from "../../host/api.gen";
import { lostNames } from "./lost_lines";

const line = (old: number | null, now: number | null, text: string): DiffLine => ({
  old,
  new: now,
  text,
  end: "lf",
  leftOut: 0,
});
const text = { kind: "text", leftOut: 0, lines: 4, encoding: "utf8" } as const;
const diff: FileDiff = {
  revision: "1",
  modeBefore: "100644",
  modeAfter: "100644",
  content: {
    ...text,
    hunks: [
      {
        header: "@@ -1,3 +1,3 @@",
        lines: [
          line(1, 1, "one"),
          line(2, null, "two"),
          line(null, 2, "zwei"),
          line(null, 3, "drei"),
          line(3, 4, "four"),
        ],
      },
    ],
  },
};

describe("lostNames", () => {
  it("names the chosen lines, and none of the others", () => {
    const choice: ChangeChoice = { kind: "lines", path: "a", revision: "1", removed: [2], added: [3] };
    expect(lostNames("a.txt", choice, diff)).toEqual(["a.txt", "−two", "+drei"]);
  });

  it("names the file where all of it goes or its lines aren't known", () => {
    expect(lostNames("a.txt", { kind: "paths", paths: ["a"] }, diff)).toEqual(["a.txt"]);
    const lines: ChangeChoice = { kind: "lines", path: "a", revision: "1", removed: [], added: [1] };
    expect(lostNames("a.txt", lines, undefined)).toEqual(["a.txt"]);
  });

  it("stops where the list would be too long to read", () => {
    const many = Array.from({ length: 500 }, (_, n) => line(null, n + 1, `line ${n}`));
    const long: FileDiff = { ...diff, content: { ...text, hunks: [{ header: "", lines: many }] } };
    const added = many.map((one) => one.new ?? 0);
    const names = lostNames("a.txt", { kind: "lines", path: "a", revision: "1", removed: [], added }, long);
    expect(names).toHaveLength(202);
    expect(names.at(-1)).toBe("…");
  });
});
