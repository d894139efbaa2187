/** Sizes and counts as people read them. */
import { expect, it } from "vitest";

import { bytes, counted, listed } from "./numbers";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 KB"],
  [3_400_000, "3.4 MB"],
  [123_456_789, "123 MB"],
  [5_000_000_000_000_000, "5,000 TB"],
])("%i bytes", (count, shown) => {
  expect(bytes(count).replace("\u00a0", " ")).toBe(shown);
});

it("counts in words", () => {
  expect(counted(1, "file", "files")).toBe("1 file");
  expect(counted(1200, "file", "files")).toBe("1,200 files");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
});
