/** The order of tabs, and which comes to the front when one closes. */
import { describe, expect, it } from "vitest";

import { moved, neighbour } from "./tabs";

const open = ["a", "b", "c"].map((repository) => ({ repository, alias: null }));
const order = (tabs: { repository: string }[]) => tabs.map(({ repository }) => repository).join("");

describe("moved", () => {
  it.each([
    ["a", "c", "bac"],
    ["c", "a", "cab"],
    ["a", null, "bca"],
    ["b", "b", "abc"],
    ["a", "b", "abc"],
    ["x", "a", "abc"],
  ] as const)("%s before %s", (id, before, result) => {
    expect(order(moved(open, id, before))).toBe(result);
  });
});

describe("neighbour", () => {
  it("is the next tab, else the one before, else none", () => {
    expect(neighbour(open, "a")).toBe("b");
    expect(neighbour(open, "c")).toBe("b");
    expect(neighbour(open.slice(0, 1), "a")).toBeNull();
  });
});
