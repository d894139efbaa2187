/** How many letters fit beside the numbers of lines: measured on the screen, for fonts and zooms differ. */
import { useState } from "react";

/** Letters that are measured. */
export const rulerText = "0".repeat(100);

export interface Ruler {
  /** For an element as wide as the text of a line, with `rulerText` in it. */
  readonly attach: (node: HTMLElement | null) => (() => void) | undefined;
  readonly columns: number;
}

/** Narrower, a line would be cut into crumbs. */
const least = 16;

export function useRuler(): Ruler {
  const [columns, setColumns] = useState(80);
  // Made once: a ref that is another function with every frame would be detached and attached with every frame.
  const [attach] = useState(() => (node: HTMLElement | null) => {
    const letters = node?.firstElementChild;
    if (!node || !(letters instanceof HTMLElement)) return undefined;
    const measure = () => {
      const letter = letters.offsetWidth / rulerText.length;
      if (letter > 0) setColumns(Math.max(least, Math.floor(node.clientWidth / letter)));
    };
    measure();
    if (typeof ResizeObserver === "undefined") return undefined;
    // The letters change their width when their font has come.
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    observer.observe(letters);
    return () => observer.disconnect();
  });
  return { attach, columns };
}
