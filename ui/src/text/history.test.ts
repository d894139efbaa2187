import { describe, expect, it } from "vitest";

import { bandWords, rowTime } from "./history";

const now = new Date(2026, 4, 16, 15, 30).getTime();
const at = (...date: [number, number, number, number, number]) => new Date(...date).toISOString();

describe("rowTime", () => {
  it("is as short as it can be", () => {
    expect(rowTime(at(2026, 4, 16, 9, 5), now)).toMatch(/^0?9:05/);
    expect(rowTime(at(2026, 2, 3, 14, 2), now)).toMatch(/Mar.*3.*0?2:02|3.*Mar.*14:02/);
    expect(rowTime(at(2019, 2, 3, 14, 2), now)).toMatch(/2019/);
    expect(rowTime("nonsense", now)).toBe("");
  });
});

describe("bandWords", () => {
  it("names months of this year without the year", () => {
    expect(bandWords({ kind: "month", year: 2026, month: 2 }, 2026)).toBe("March");
    expect(bandWords({ kind: "month", year: 2025, month: 2 }, 2026)).toMatch(/2025/);
    expect(bandWords({ kind: "lastWeek" }, 2026)).toBe("last week");
  });
});
