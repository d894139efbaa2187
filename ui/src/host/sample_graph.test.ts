import { describe, expect, it } from "vitest";

import { sampleRows } from "./sample_graph";

describe("sampleRows", () => {
  const rows = sampleRows(1_000, Date.UTC(2026, 1, 1));

  it("names each commit once and every parent below its child", () => {
    const place = new Map(rows.map(({ commit }, index) => [commit, index]));
    expect(place.size).toBe(rows.length);
    rows.forEach(({ parents }, index) => {
      for (const parent of parents) expect(place.get(parent) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(index);
    });
  });

  it("draws lines that begin and end somewhere", () => {
    rows.slice(1).forEach((row, index) => {
      const above = rows[index];
      for (const { from } of row.edges) {
        expect(from === row.lane || above?.edges.some(({ to }) => to === from)).toBe(true);
      }
    });
  });

  it("has a stretch of more than twenty lanes", () => {
    expect(Math.max(...rows.map(({ edges }) => edges.length))).toBeGreaterThan(20);
  });
});
