/**
 * When something was, as people say it; the exact time stands in the tooltip and in `datetime`.
 *
 *   <RelativeTime time="2026-03-01T10:00:00+01:00" />      "3 hours ago"
 *   <RelativeTime time="…" justNow="just now" />           for below a minute, where "now" would be wrong
 *   <ExactTime time="…" />                                 "1 Mar 2026, 10:00"
 *   <ExactDate time="2026-03-01" />                        "1 Mar 2026"
 */
import { useNow } from "./clock";

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 hours ago" between two moments in milliseconds; "now" below a minute. */
export function relative(then: number, now: number): string {
  const seconds = (then - now) / 1000;
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return words.format(0, "second");
}

/** The same for what is over: `justNow` below a minute. */
export function age(then: number, now: number, justNow: string): string {
  return now - then < 60_000 ? justNow : relative(then, now);
}

export function RelativeTime({ time, justNow }: { time: string; justNow?: string }) {
  const now = useNow();
  const then = Date.parse(time);
  if (Number.isNaN(then)) return null;
  return (
    <time dateTime={time} title={exact(then)}>
      {justNow === undefined ? relative(then, now) : age(then, now, justNow)}
    </time>
  );
}

export function ExactTime({ time }: { time: string }) {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return null;
  return <time dateTime={time}>{exact(then)}</time>;
}

export function ExactDate({ time }: { time: string }) {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return null;
  return <time dateTime={time}>{new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(then)}</time>;
}

function exact(then: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(then);
}
