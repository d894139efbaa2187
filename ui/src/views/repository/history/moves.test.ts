import { describe, expect, it } from "vitest";

import type { Row } from "../../../host/api.gen";
import { moveOf, type Press } from "./moves";

const author = { name: "Ada", email: "", time: "2026-01-01T00:00:00Z" };
const row = (commit: string, parents: string[], lane: number): Row => ({
  commit,
  parents,
  summary: commit,
  author,
  lane,
  color: lane,
  edges: [],
  refs: [],
});
// e (merge of d and c), d, c, b; b is the parent of both d and c
const rows = [row("e", ["d", "c"], 0), row("d", ["b"], 0), row("c", ["b"], 1), row("b", ["a"], 0), row("a", [], 0)];
const at = (active: number) => ({ active, total: 5, page: 3, rowAt: (index: number) => rows[index] });
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe("moveOf", () => {
  it.each([
    ["ArrowDown", 1, 2],
    ["j", 1, 2],
    ["J", 1, 2],
    ["ArrowUp", 1, 0],
    ["k", 1, 0],
    ["Home", 3, 0],
    ["End", 1, 4],
    ["PageDown", 0, 3],
    ["PageUp", 4, 1],
  ])("%s from %i leads to %i", (key, from, to) => {
    expect(moveOf(press(key), at(from))).toEqual({ kind: "row", index: to });
  });

  it("walks along the branch with Shift", () => {
    expect(moveOf(press("ArrowDown", { shiftKey: true }), at(0))).toEqual({ kind: "commit", commit: "d" });
    expect(moveOf(press("ArrowDown", { shiftKey: true }), at(2))).toEqual({ kind: "commit", commit: "b" });
    expect(moveOf(press("ArrowUp", { shiftKey: true }), at(3))).toEqual({ kind: "row", index: 1 });
    expect(moveOf(press("ArrowDown", { shiftKey: true }), at(4))).toBeUndefined();
    expect(moveOf(press("ArrowUp", { shiftKey: true }), at(0))).toBeUndefined();
  });

  it("leaves combinations to the window", () => {
    expect(moveOf(press("k", { ctrlKey: true }), at(1))).toBeUndefined();
    expect(moveOf(press("f"), at(1))).toBeUndefined();
  });

  it("opens details with Enter", () => {
    expect(moveOf(press("Enter"), at(1))).toEqual({ kind: "details" });
  });
});
