/** Stretches of time at the right edge of the commit list: today, last week, March. */

/** A stretch of time as the person who looks reads the calendar. */
export type TimeBand =
  | { readonly kind: "today" | "yesterday" | "thisWeek" | "lastWeek" }
  | { readonly kind: "month"; readonly year: number; readonly month: number }
  | { readonly kind: "year"; readonly year: number };

const DAY = 86_400_000;
/** Rows that are looked at below each row, see `bandStart`. */
const AHEAD = 12;

/** The band of a moment. `now` and the calendar are the viewer's. Weeks begin on Monday. */
export function bandOf(time: number, now: Date): TimeBand {
  const today = startOfDay(now);
  if (time >= today) return { kind: "today" };
  if (time >= startOfDay(new Date(today - DAY / 2))) return { kind: "yesterday" };
  const monday = startOfDay(new Date(today - ((now.getDay() + 6) % 7) * DAY + DAY / 2));
  if (time >= monday) return { kind: "thisWeek" };
  if (time >= startOfDay(new Date(monday - 6.5 * DAY))) return { kind: "lastWeek" };
  const date = new Date(time);
  const months = (now.getFullYear() - date.getFullYear()) * 12 + now.getMonth() - date.getMonth();
  if (months < 12) return { kind: "month", year: date.getFullYear(), month: date.getMonth() };
  return { kind: "year", year: date.getFullYear() };
}

/** True where both are the same stretch. */
export function sameBand(a: TimeBand, b: TimeBand): boolean {
  if (a.kind === "month" && b.kind === "month") return a.year === b.year && a.month === b.month;
  if (a.kind === "year" && b.kind === "year") return a.year === b.year;
  return a.kind === b.kind;
}

/**
 * The band of a row. Rows are ordered by topology, so an old commit that was rebased stands among new ones: a row is as young
 * as the youngest of the next few, which passes over strays and depends on nothing but the rows themselves.
 */
export function bandAt(index: number, timeAt: (index: number) => number | undefined, now: Date): TimeBand | undefined {
  let youngest = timeAt(index);
  if (youngest === undefined) return undefined;
  for (let ahead = 1; ahead <= AHEAD; ahead++) youngest = Math.max(youngest, timeAt(index + ahead) ?? youngest);
  return bandOf(youngest, now);
}

/** The band that begins at a row, if one does. */
export function bandStart(
  index: number,
  timeAt: (index: number) => number | undefined,
  now: Date,
): TimeBand | undefined {
  const here = bandAt(index, timeAt, now);
  const above = index > 0 ? bandAt(index - 1, timeAt, now) : undefined;
  return here !== undefined && above !== undefined && !sameBand(here, above) ? here : undefined;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
