import { describe, expect, it } from "vitest";
import { follow, lastTop, LONGEST, placeOf, reveal, spacerHeight } from "./scroll_scale";

const short = { total: 28_000, view: 600 };
const long = { total: 28 * 2_000_000, view: 600 };

describe("scroll scale", () => {
  it("is one to one for a list that fits", () => {
    expect(spacerHeight(short)).toBe(28_000);
    expect(follow({ bar: 0, top: 0 }, 1234, short)).toEqual({ bar: 1234, top: 1234 });
    expect(follow({ bar: 0, top: 0 }, 99_999, short).top).toBe(lastTop(short));
    expect(placeOf(500, short)).toEqual({ bar: 500, top: 500 });
  });

  it("moves a long list by what the wheel says", () => {
    const before = placeOf(10_000_000, long);
    expect(follow(before, before.bar + 120, long).top).toBeCloseTo(10_000_120);
  });

  it("moves a long list by proportion when the thumb is dragged", () => {
    expect(spacerHeight(long)).toBe(LONGEST);
    expect(follow({ bar: 0, top: 0 }, (LONGEST - 600) / 2, long).top).toBeCloseTo(lastTop(long) / 2);
  });

  it("reaches both ends", () => {
    expect(follow({ bar: 40, top: 300 }, 0, long).top).toBe(0);
    expect(follow({ bar: LONGEST - 700, top: 9 }, LONGEST - 600, long).top).toBe(lastTop(long));
  });

  it("comes to rest where the bar belongs", () => {
    const rest = placeOf(20_000_000, long);
    expect(follow({ bar: 0, top: 0 }, rest.bar, long).top).toBeCloseTo(20_000_000);
  });

  it("reveals a row with the least movement", () => {
    expect(reveal(10, 28, 0, short)).toBe(0);
    expect(reveal(0, 28, 280, short)).toBe(0);
    expect(reveal(30, 28, 0, short)).toBe(31 * 28 - 600);
  });
});
