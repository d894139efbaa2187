import { describe, expect, it } from "vitest";
import { filtered, openLines, folderTree } from "./folders";

const names = ["develop", "feature/a", "feature/billing/x", "feature/billing/y", "main"];
const tree = folderTree(names, String);

describe("folderTree", () => {
  it("makes folders of slashes and counts what is in them", () => {
    expect(tree.map(({ name, leaves }) => [name, leaves])).toEqual([
      ["develop", 1],
      ["feature", 3],
      ["main", 1],
    ]);
    expect(tree[1]?.children.map(({ path }) => path)).toEqual(["feature/a", "feature/billing"]);
  });

  it("shows members of open folders only, each with its place", () => {
    expect(openLines(tree, () => false).map(({ node }) => node.name)).toEqual(["develop", "feature", "main"]);
    const lines = openLines(tree, (path) => path === "feature");
    expect(
      lines.map(({ node, level, position, siblings, expanded }) => [node.path, level, position, siblings, expanded]),
    ).toEqual([
      ["develop", 0, 1, 3, undefined],
      ["feature", 0, 2, 3, true],
      ["feature/a", 1, 1, 2, undefined],
      ["feature/billing", 1, 2, 2, false],
      ["main", 0, 3, 3, undefined],
    ]);
  });

  it("lets a thing be a folder too", () => {
    const [node] = folderTree(["lib", "lib/inner"], String);
    expect([node?.leaf, node?.leaves]).toEqual(["lib", 2]);
  });

  it("filters by every word", () => {
    expect(filtered(names, String, "BILL y")).toEqual(["feature/billing/y"]);
    expect(filtered(names, String, " ")).toBe(names);
  });

  it("says how long 72,000 tags take", () => {
    const many = Array.from({ length: 72_000 }, (_, i) => `build/${i % 300}/v${i}`);
    const start = performance.now();
    const big = folderTree(many, String);
    const middle = performance.now();
    expect(openLines(big, () => true)).toHaveLength(72_301);
    const hits = filtered(many, String, "v71");
    process.stdout.write(
      `72,000 tags: tree ${(middle - start).toFixed(0)} ms, lines and filter ${(performance.now() - middle).toFixed(0)} ms\n`,
    );
    expect(hits.length).toBeGreaterThan(1000);
  });
});
