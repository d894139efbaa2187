import { expect, it } from "vitest";

import { compared, hunksOf, takenOver } from "./sample_diff";

const before = "a\nb\nc\n";
const after = "a\nB\nc\nd";

it("compares line by line", () => {
  expect(compared(before, after).map(({ old, new: next, text, end }) => [old, next, text, end])).toEqual([
    [1, 1, "a", "lf"],
    [2, null, "b", "lf"],
    [null, 2, "B", "lf"],
    [3, 3, "c", "lf"],
    [null, 4, "d", "none"],
  ]);
  expect(hunksOf(before, before)).toEqual([]);
});

it("takes over chosen lines only, or all others", () => {
  const chosen = { removed: [2], added: [2] };
  expect(takenOver(before, after, chosen)).toBe("a\nB\nc\n");
  expect(takenOver(before, after, chosen, true)).toBe("a\nb\nc\nd");
  expect(takenOver(before, after, { removed: [2], added: [2, 4] })).toBe(after);
});
