import { describe, expect, it } from "vitest";

import { pillsOf } from "./pills";

describe("pillsOf", () => {
  it("makes one pill of a branch and its twin on the remote", () => {
    const pills = pillsOf([
      { kind: "tag", name: "v1" },
      { kind: "remote", remote: "origin", name: "main" },
      { kind: "remote", remote: "fork", name: "other" },
      { kind: "branch", name: "old", current: false },
      { kind: "branch", name: "main", current: true },
    ]);
    expect(pills.map(({ kind, name, remotes }) => [kind, name, remotes])).toEqual([
      ["branch", "main", ["origin"]],
      ["branch", "old", []],
      ["tag", "v1", []],
      ["remote", "fork/other", ["fork"]],
    ]);
  });

  it("shows a HEAD without a branch", () => {
    expect(pillsOf([{ kind: "head" }])[0]).toMatchObject({ kind: "head", current: true });
  });
});
