/**
 * Lets a list be longer than a web view's largest element (about 33 million pixels, half of it at 200 % zoom) and keeps its
 * scroll bar true: the page scrolls a shorter spacer, and this says which part of the list that means.
 */

/** Longest spacer, in CSS pixels. Shorter lists scroll one to one. */
export const LONGEST = 12_000_000;

/** A list of fixed rows behind a scroll bar; both in CSS pixels. */
export interface Extent {
  /** Height of all rows. */
  readonly total: number;
  /** Height of the part that can be seen. */
  readonly view: number;
}

/** Where the scroll bar stands and what the list shows for it. */
export interface Place {
  /** `scrollTop` of the spacer. */
  readonly bar: number;
  /** First visible pixel of the list. */
  readonly top: number;
}

/** Height of the spacer. */
export function spacerHeight({ total }: Extent): number {
  return Math.min(total, LONGEST);
}

/** Largest first visible pixel. */
export function lastTop({ total, view }: Extent): number {
  return Math.max(0, total - view);
}

/** The place after the scroll bar moved to `bar`: wheel and fingers move the list by what they say, the thumb by proportion. */
export function follow(before: Place, bar: number, extent: Extent): Place {
  if (extent.total <= LONGEST) return { bar, top: Math.min(Math.max(0, bar), lastTop(extent)) };
  const end = LONGEST - extent.view;
  if (bar <= 0) return { bar, top: 0 };
  if (bar >= end - 1) return { bar, top: lastTop(extent) };
  const moved = bar - before.bar;
  const top = Math.abs(moved) <= 2 * extent.view ? before.top + moved : (bar / end) * lastTop(extent);
  return { bar, top: Math.min(Math.max(0, top), lastTop(extent)) };
}

/** The place that shows `top`, with the scroll bar where it belongs: for jumps, and when scrolling has come to rest. */
export function placeOf(top: number, extent: Extent): Place {
  const within = Math.min(Math.max(0, top), lastTop(extent));
  if (extent.total <= LONGEST) return { bar: within, top: within };
  return { bar: (within / lastTop(extent)) * (LONGEST - extent.view), top: within };
}

/** The scroll position that shows a row wholly and moves as little as possible. */
export function reveal(index: number, rowHeight: number, top: number, extent: Extent): number {
  const start = index * rowHeight;
  if (start < top) return start;
  if (start + rowHeight > top + extent.view) return start + rowHeight - extent.view;
  return top;
}
