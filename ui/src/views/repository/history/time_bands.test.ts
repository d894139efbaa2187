import { describe, expect, it } from "vitest";
import { bandAt, bandOf, bandStart } from "./time_bands";

// A Thursday.
const now = new Date(2024, 4, 16, 15, 30);
const at = (...date: [number, number, number, number?]): number =>
  new Date(date[0], date[1], date[2], date[3] ?? 12).getTime();

describe("bandOf", () => {
  it.each([
    [at(2024, 4, 16, 0), "today"],
    [at(2024, 4, 18), "today"],
    [at(2024, 4, 15, 23), "yesterday"],
    [at(2024, 4, 15, 0), "yesterday"],
    [at(2024, 4, 14), "thisWeek"],
    [at(2024, 4, 13, 0), "thisWeek"],
    [at(2024, 4, 12, 23), "lastWeek"],
    [at(2024, 4, 6, 0), "lastWeek"],
  ])("%s is %s", (time, kind) => expect(bandOf(time, now)).toEqual({ kind }));

  it("counts months for a year, then years", () => {
    expect(bandOf(at(2024, 4, 5), now)).toEqual({ kind: "month", year: 2024, month: 4 });
    expect(bandOf(at(2023, 5, 30), now)).toEqual({ kind: "month", year: 2023, month: 5 });
    expect(bandOf(at(2023, 4, 30), now)).toEqual({ kind: "year", year: 2023 });
  });

  it("puts Sunday into the week that began on Monday", () => {
    const sunday = new Date(2024, 4, 19, 10);
    expect(bandOf(at(2024, 4, 13), sunday)).toEqual({ kind: "thisWeek" });
    expect(bandOf(at(2024, 4, 12), sunday)).toEqual({ kind: "lastWeek" });
  });
});

describe("bands of rows", () => {
  const times = [at(2024, 4, 16), at(2022, 1, 1), at(2024, 4, 16, 9), ...Array<number>(20).fill(at(2024, 4, 15))];
  const timeAt = (index: number): number | undefined => times[index];

  it("passes over an old commit among new ones", () => {
    expect(bandAt(1, timeAt, now)).toEqual({ kind: "today" });
    expect(times.map((_, index) => bandStart(index, timeAt, now)?.kind).filter(Boolean)).toEqual(["yesterday"]);
    expect(bandStart(3, timeAt, now)).toEqual({ kind: "yesterday" });
  });

  it("says nothing of rows that were not read", () => {
    expect(bandAt(100, timeAt, now)).toBeUndefined();
    expect(bandStart(0, timeAt, now)).toBeUndefined();
  });
});
