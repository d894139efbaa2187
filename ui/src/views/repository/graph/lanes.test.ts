import { describe, expect, it } from "vitest";
import type { Edge, Row } from "../../../host/api.gen";
import { laneX, lineShape, MARGIN, NARROWEST, naturalWidth, PITCH, sceneOf } from "./lanes";

function row(lane: number, edges: Edge[], parents = 1): Row {
  return {
    commit: `${lane}`,
    parents: Array.from({ length: parents }, (_, i) => `p${i}`),
    summary: "",
    author: { name: "Ada Lovelace", email: "", time: "2024-05-01T10:00:00Z" },
    lane,
    color: lane,
    edges,
    refs: [],
  };
}

describe("laneX", () => {
  it("lays lanes evenly while all of them fit", () => {
    const room = { width: naturalWidth(5), lanes: 5 };
    expect([0, 1, 4].map((lane) => laneX(lane, room))).toEqual([MARGIN, MARGIN + PITCH, MARGIN + 4 * PITCH]);
    expect(laneX(4, room)).toBe(room.width - MARGIN);
  });

  it("keeps every lane inside the column and in order, however many there are", () => {
    for (const width of [NARROWEST, 90, 160, 400]) {
      const room = { width, lanes: 500 };
      const places = Array.from({ length: 500 }, (_, lane) => laneX(lane, room));
      for (let lane = 1; lane < places.length; lane++) {
        expect(places[lane]).toBeGreaterThan(places[lane - 1] ?? Number.POSITIVE_INFINITY);
      }
      expect(places.at(-1)).toBeLessThanOrEqual(width - MARGIN + 0.01);
    }
  });

  it("does not move the first lanes when there are too many", () => {
    const room = { width: 160, lanes: 40 };
    expect(laneX(3, room)).toBe(MARGIN + 3 * PITCH);
  });
});

describe("lineShape", () => {
  it("goes straight down its lane", () => {
    expect(lineShape({ from: 2, to: 2, color: 2 }, row(0, []), row(0, []))).toBe("straight");
  });
  it("leaves a merge sideways", () => {
    expect(lineShape({ from: 0, to: 1, color: 1 }, row(0, []), row(0, []))).toBe("out");
    expect(lineShape({ from: 0, to: 1, color: 1 }, row(0, []), row(1, []))).toBe("out");
  });
  it("turns into its parent at the end of a branch", () => {
    expect(lineShape({ from: 1, to: 0, color: 1 }, row(0, []), row(0, []))).toBe("in");
    expect(lineShape({ from: 1, to: 0, color: 1 }, row(1, []), row(0, []))).toBe("in");
  });
  it("moves over where neither end is a node", () => {
    expect(lineShape({ from: 3, to: 2, color: 3 }, row(0, []), row(0, []))).toBe("shift");
    expect(lineShape({ from: 3, to: 2, color: 3 }, row(0, []), undefined)).toBe("shift");
  });
});

describe("sceneOf", () => {
  it("places lines from middle to middle and marks merges as dots", () => {
    const rows = [
      row(
        0,
        [
          { from: 0, to: 0, color: 0 },
          { from: 0, to: 1, color: 1 },
        ],
        2,
      ),
      undefined,
      row(1, []),
    ];
    const scene = sceneOf({ first: 10, rows, rowHeight: 28, top: 270 }, { width: 100, lanes: 2 });
    expect(scene.lines.map(({ y1, y2 }) => [y1, y2])).toEqual([
      [24, 52],
      [24, 52],
    ]);
    expect(scene.nodes.map(({ kind, y }) => [kind, y])).toEqual([
      ["dot", 24],
      ["disc", 80],
    ]);
  });
});
