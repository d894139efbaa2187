import { describe, expect, it } from "vitest";

import { columnsFor } from "./columns";

const wishes = { refs: 160, graph: 110, author: 140, date: 110, sha: 76 };
const ids = (width: number) => columnsFor(width, wishes).map(({ id }) => id);

describe("columnsFor", () => {
  it("shows everything where there is room", () => {
    expect(ids(1000)).toEqual(["refs", "graph", "message", "author", "date", "sha"]);
  });

  it("gives up SHA, author, date one after the other", () => {
    expect(ids(820)).toEqual(["refs", "graph", "message", "author", "date"]);
    expect(ids(690)).toEqual(["refs", "graph", "message", "date"]);
    expect(ids(500)).toEqual(["refs", "graph", "message"]);
  });

  it("fills the width exactly", () => {
    for (const width of [404, 520, 760, 1200]) {
      expect(columnsFor(width, wishes).reduce((sum, column) => sum + column.width, 0)).toBeCloseTo(width);
    }
  });

  it("narrows pills and graph before the message disappears", () => {
    const [refs, , message] = columnsFor(404, wishes);
    expect(refs?.width).toBeLessThan(160);
    expect(message?.width).toBeGreaterThan(150);
  });
});
