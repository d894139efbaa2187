import { describe, expect, it } from "vitest";
import { haystack, joined, search } from "./search";

const stack = haystack(
  [
    "Platform / billing",
    "Platform / api-billing",
    "Billing / web",
    "Größe / München",
    "Data / prebilling",
    "Data / ledger",
  ],
  (name) => name,
);

describe("search", () => {
  it("gives everything in its order for an empty query", () => {
    expect(search(stack, "  ")).toEqual(stack.items);
  });
  it("puts the name before its beginnings, and both before what only contains it", () => {
    expect(search(stack, "billing")).toEqual([
      "Platform / billing",
      "Platform / api-billing",
      "Billing / web",
      "Data / prebilling",
    ]);
    expect(search(stack, "bill")[0]).toBe("Platform / billing");
  });
  it("wants every word, in any order, with or without a slash", () => {
    expect(search(stack, "plat/api")).toEqual(["Platform / api-billing"]);
    expect(search(stack, "web billing")).toEqual(["Billing / web"]);
    expect(search(stack, "ledger plat")).toEqual([]);
  });
  it("reads over case and accents", () => {
    expect(search(stack, "MUNCHEN")).toEqual(["Größe / München"]);
  });
  it("joins pages in order", () => {
    const pages = joined([haystack(["a/x"], String), haystack(["b/x"], String)]);
    expect(search(pages, "x")).toEqual(["a/x", "b/x"]);
  });

  it("says how long a keystroke takes over 5,000 repositories", () => {
    const many = haystack(
      Array.from(
        { length: 5_000 },
        (_, i) => `Project ${i % 97} with a rather long name / service-${i.toString(36)}-component`,
      ),
      (name) => name,
    );
    const times = ["s", "se", "service", "service 4", "project 12 comp", "zzz"].map((query) => {
      const start = performance.now();
      for (let round = 0; round < 20; round++) search(many, query);
      return `${query}: ${((performance.now() - start) / 20).toFixed(2)} ms`;
    });
    process.stdout.write(`search over 5,000 names, ${times.join(", ")}\n`);
    expect(search(many, "service-1 project").length).toBeGreaterThan(100);
  });
});
