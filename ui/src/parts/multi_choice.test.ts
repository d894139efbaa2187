import { expect, it } from "vitest";

import { choosing, choosingAll, type MultiChoice, nothingChosen, settled } from "./multi_choice";

const keys = ["a", "b", "c", "d", "e"];
const chosen = (choice: MultiChoice) => [...choice.chosen].sort().join("");
const press = (choice: MultiChoice, key: string, reach: "alone" | "toggle" | "range" = "alone") =>
  choosing(choice, keys, keys.indexOf(key), reach);

it("chooses one, one more, one less, and a range from the first", () => {
  const b = press(nothingChosen, "b");
  expect(chosen(b)).toBe("b");
  expect(chosen(press(b, "d", "toggle"))).toBe("bd");
  expect(chosen(press(press(b, "d", "toggle"), "b", "toggle"))).toBe("d");
  const range = press(b, "d", "range");
  expect(chosen(range)).toBe("bcd");
  expect(chosen(press(range, "a", "range"))).toBe("ab");
  expect(chosen(choosingAll(b, keys))).toBe("abcde");
});

it("keeps the choice while the list changes around it", () => {
  const choice = press(press(nothingChosen, "b"), "c", "range");
  expect(settled(choice, ["x", "a", "b", "c"])).toMatchObject({ active: "c", at: 3 });
  expect(chosen(settled(choice, ["x", "a", "b", "c"]))).toBe("bc");
});

it("hands the place of what left to what came after it", () => {
  expect(settled(press(nothingChosen, "b"), ["a", "c", "d"])).toMatchObject({ active: "c", at: 1 });
  expect(settled(press(nothingChosen, "e"), ["a", "b"])).toMatchObject({ active: "b", at: 1 });
  expect(settled(press(nothingChosen, "a"), [])).toBe(nothingChosen);
});
