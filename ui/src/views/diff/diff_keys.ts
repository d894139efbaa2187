/** What keys do in the lines of a difference. */
import type { KeyboardEvent } from "react";

import type { DiffOptions } from "../../data/diff_options";
import { movedRow } from "../../parts/row_keys";
import type { DiffRow, DiffRows } from "./diff_rows";
import type { Gap } from "./gaps";
import type { DiffLines } from "./useDiffLines";

/** What acts, besides moving. */
export interface KeyActs {
  readonly move: (keys: readonly string[]) => void;
  readonly discard: (keys: readonly string[]) => void;
  readonly open: (gap: Gap) => void;
}

/** Does what a key means; true where it means something. */
export function pressed(
  event: KeyboardEvent,
  {
    lines,
    all,
    isStill,
    options,
    acts,
  }: {
    lines: DiffLines;
    all: DiffRows;
    isStill: boolean;
    options: DiffOptions;
    acts: KeyActs;
  },
  list: HTMLElement | null,
): boolean {
  if (moved(event, lines, all, isStill)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (optionChanged(event, options, lines.showCursor)) return true;
  const { key } = event;
  if (key === "Enter" || key === "s") acts.move(lines.wanted());
  else if (key === "Delete" || key === "Backspace") acts.discard(lines.wanted());
  else if (key === "e") {
    const gap = gapAt(all, lines.cursor);
    if (gap) acts.open(gap);
  } else if (key === "ArrowRight" || key === "ArrowLeft") slide(list, key === "ArrowRight" ? 60 : -60);
  else return false;
  return true;
}

/** What is hidden at the row, or above the hunk it belongs to. */
function gapAt(all: DiffRows, cursor: number): Gap | undefined {
  const isGap = (row: DiffRow) => row.kind !== "line" && row.gap.hidden > 0;
  const here = all.rows[cursor];
  const row = here && isGap(here) ? here : all.rows.find((other) => other.hunk === here?.hunk && isGap(other));
  return row && row.kind !== "line" ? row.gap : undefined;
}

/** Moves and chooses; true where the key was one for that. */
function moved(event: KeyboardEvent, lines: DiffLines, all: DiffRows, isStill: boolean): boolean {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const arrow = { j: "ArrowDown", k: "ArrowUp" }[key] ?? key;
  const to = mod || event.altKey ? undefined : movedRow(arrow, lines.cursor, all.rows.length, lines.rows.page);
  const isSide = all.layout === "split" && !event.shiftKey && (key === "ArrowLeft" || key === "ArrowRight");
  if (to !== undefined) lines.moveTo(to, event.shiftKey && !isStill ? "extend" : undefined);
  else if (mod && key === "a" && !isStill) lines.chooseAll();
  else if (mod || event.altKey) return false;
  else if (isSide) lines.moveTo(lines.cursor, undefined, key === "ArrowLeft" ? 0 : 1);
  else if (key === " ") {
    if (!isStill) lines.toggle(lines.cursor, lines.column, event.shiftKey ? "extend" : undefined);
  } else if (key === "n") lines.step(1);
  else if (key === "p") lines.step(-1);
  else return false;
  return true;
}

/** Changes how lines are shown; true where the key was one for that. Where one stands stays in sight. */
function optionChanged(event: KeyboardEvent, options: DiffOptions, showCursor: () => void): boolean {
  if (event.key === "v") options.setLayout(options.layout === "split" ? "unified" : "split");
  else if (event.key === "w") options.setWraps(!options.wraps);
  else if (event.key === "E") options.setWhole(!options.isWhole);
  else return false;
  requestAnimationFrame(showCursor);
  return true;
}

/** Moves long lines sideways; the bar below them keeps the place. */
export function slide(place: HTMLElement | null, by: number) {
  if (by === 0) return;
  const bar = place?.querySelector<HTMLElement>("[data-across]");
  if (bar) bar.scrollLeft += by;
}
