/**
 * Shows a window of a list of fixed rows, however long: one million rows cost as much as forty.
 *
 *   const rows = useRowWindow({ count, rowHeight, header });
 *   <div {...rows.scroller} role="grid" className={rowWindowClasses.scroller}>     scrolls
 *     <div style={rows.spacer}>                                                     as high as the list, for the scroll bar
 *       <div style={rows.pane} className={rowWindowClasses.pane}>                   stays in place, as high as the view
 *         {rows rows.first … rows.last - 1, moved by rows.offset}
 *
 * The pane does not move when the list is scrolled; what is in it is drawn anew in the same frame. So rows and a canvas below
 * them can't come apart, and no row is ever blank because scrolling was faster than drawing.
 */
import { type CSSProperties, type UIEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";

import styles from "./row_window.module.css";
import { type Extent, follow, lastTop, type Place, placeOf, reveal, spacerHeight } from "./scroll_scale";

interface RowWindowOptions {
  count: number;
  /** Screen pixels. */
  rowHeight: number;
  /** Height of what stands above the rows inside the pane, in screen pixels. */
  header?: number;
  /** A row to begin with, near the top; for a list that is shown again. Needs `count` to be known. */
  begin?: number | undefined;
}

export interface RowWindow {
  /** First row that can be seen, and the one after the last. */
  readonly first: number;
  readonly last: number;
  /** Where row `first` stands below the header: zero or a little less. */
  readonly offset: number;
  /** How far the list is scrolled, in pixels of the list. */
  readonly top: number;
  /** Room for rows. */
  readonly width: number;
  readonly height: number;
  /** Rows that fit wholly: what a page is for the keyboard. */
  readonly page: number;
  readonly scroller: {
    ref: (node: HTMLDivElement | null) => (() => void) | undefined;
    onScroll: (event: UIEvent<HTMLDivElement>) => void;
  };
  readonly spacer: CSSProperties;
  readonly pane: CSSProperties;
  /** Scrolls as little as possible to show a row wholly; `centred` where one jumps from elsewhere. */
  readonly reveal: (index: number, centred?: "centred") => void;
}

/** Where nothing can be measured (a test without a layout, the first frame), the list behaves as if it were this high. */
const UNMEASURED = 600;
/** After this rest, in ms, the thumb of a very long list goes where it belongs. */
const REST = 160;
/** Rows that stand above the one a list begins with. */
const ABOVE = 6;

export const rowWindowClasses = { scroller: styles.scroller ?? "", pane: styles.pane ?? "", rows: styles.rows ?? "" };

export function useRowWindow({ count, rowHeight, header = 0, begin = 0 }: RowWindowOptions): RowWindow {
  const node = useRef<HTMLDivElement>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const view = (size.height || UNMEASURED) - header;
  const extent: Extent = { total: count * rowHeight, view };
  const [place, setPlace] = useState<Place>(() => placeOf((begin - ABOVE) * rowHeight, extent));
  // Where the scroll bar stands, for a scroller that is mounted again.
  const bar = useRef(place.bar);

  const top = Math.min(place.top, lastTop(extent));
  const first = Math.floor(top / rowHeight);
  const last = Math.min(count, Math.ceil((top + view) / rowHeight));

  // Made once: a ref that is another function with every frame would be detached and attached with every frame.
  const [attach] = useState(() => (element: HTMLDivElement | null) => {
    node.current = element;
    if (element === null) return undefined;
    element.scrollTop = bar.current;
    if (typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      clearTimeout(rest.current);
    };
  });

  const moveTo = (next: Place) => {
    setPlace(next);
    bar.current = next.bar;
    if (node.current !== null) node.current.scrollTop = next.bar;
  };

  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const next = follow({ bar: place.bar, top }, event.currentTarget.scrollTop, extent);
    bar.current = next.bar;
    clearTimeout(rest.current);
    if (spacerHeight(extent) < extent.total) rest.current = setTimeout(() => moveTo(placeOf(next.top, extent)), REST);
    // The page is painted right after this event: what is shown must be there by then.
    flushSync(() => setPlace(next));
  };

  return {
    first,
    last,
    offset: first * rowHeight - top,
    top,
    width: size.width,
    height: view,
    page: Math.max(1, Math.floor(view / rowHeight) - 1),
    scroller: { ref: attach, onScroll },
    spacer: { height: spacerHeight(extent) + header },
    pane: { height: Math.min(view, extent.total) + header },
    reveal: (index, centred) => {
      const wanted = reveal(index, rowHeight, top, extent);
      if (wanted !== top) moveTo(placeOf(centred ? (index + 0.5) * rowHeight - view / 2 : wanted, extent));
    },
  };
}
