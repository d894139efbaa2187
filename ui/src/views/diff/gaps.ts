/** Lines between the hunks: how many there are, and which of them somebody opened. Pure. */
import type { DiffLine, Hunk } from "../../host/api.gen";
import type { CodeLines } from "../../parts/code_tokens";

/** Lines that one press opens. */
export const stride = 20;

/** What was opened. Gaps are numbered by the hunk that follows. */
export interface Opened {
  readonly isWhole: boolean;
  readonly gaps: ReadonlyMap<number, OpenedGap>;
}

interface OpenedGap {
  /** Lines below the hunk before. */
  readonly below: number;
  /** Lines above the hunk that follows. */
  readonly above: number;
}

/** A gap as it is drawn. */
export interface Gap {
  readonly number: number;
  /** Lines of it that are not shown. */
  readonly hidden: number;
}

interface GapPlace extends OpenedGap {
  /** Numbers of the last line before it. */
  readonly old: number;
  readonly new: number;
  readonly size: number;
  readonly hidden: number;
}

export const nothingOpened: Opened = { isWhole: false, gaps: new Map() };
export const allOpened: Opened = { isWhole: true, gaps: new Map() };

/** One more press on a gap. */
export function openGap(opened: Opened, { number, hidden }: Gap, where: "above" | "below" | "all"): Opened {
  const before = opened.gaps.get(number) ?? { below: 0, above: 0 };
  const more = where === "all" ? hidden : Math.min(stride, hidden);
  const next =
    where === "below" ? { ...before, below: before.below + more } : { ...before, above: before.above + more };
  return { ...opened, gaps: new Map(opened.gaps).set(number, next) };
}

/** The gap before each hunk, and the one after the last. `total` is undefined where nobody knows what comes after it. */
export function gapsOf(
  hunks: readonly Hunk[],
  total: number | undefined,
  opened: Opened,
  isRead: boolean,
): readonly GapPlace[] {
  let [old, next] = [0, 0];
  const places: GapPlace[] = [];
  const close = (number: number, size: number) => {
    const wanted = opened.isWhole ? { below: 0, above: size } : (opened.gaps.get(number) ?? { below: 0, above: 0 });
    const below = isRead ? Math.min(size, wanted.below) : 0;
    const above = isRead ? Math.min(size - below, wanted.above) : 0;
    places.push({ old, new: next, size, below, above, hidden: size - below - above });
  };
  hunks.forEach(({ lines }, number) => {
    const first = lines.find((line) => line.new !== null)?.new;
    close(number, first == null ? 0 : Math.max(0, first - next - 1));
    for (const line of lines) {
      old = Math.max(old, line.old ?? 0);
      next = Math.max(next, line.new ?? 0);
    }
  });
  close(hunks.length, total === undefined || next === 0 ? 0 : Math.max(0, total - next));
  return places;
}

/** The lines of a gap that are shown. */
export function contextLines(text: CodeLines, gap: GapPlace, where: "above" | "below"): DiffLine[] {
  const from = where === "below" ? 0 : gap.size - gap.above;
  return Array.from({ length: gap[where] }, (_, step) => {
    const [old, next] = [gap.old + from + step + 1, gap.new + from + step + 1];
    const [end, after] = [text.endOf(next), text.startOf(next + 1)];
    const ends = { 0: "none", 1: "lf", 2: "crLf" } as const;
    return { old, new: next, text: text.lineAt(next), leftOut: 0, end: ends[(after - end) as 0 | 1 | 2] };
  });
}
