/** What the pointer does in the lines of a difference. */
import { type MouseEvent, useRef } from "react";

import type { DiffLines } from "./useDiffLines";

/** Clicks stand on lines; on their numbers they choose, and so does drawing over them. */
export function usePointer(lines: DiffLines, isStill: boolean) {
  /** The line whose number the pointer went down on. */
  const grabbed = useRef<Spot>(undefined);
  return {
    onClick: (event: MouseEvent) => {
      const { index, column, inGutter } = spotOf(event);
      if (index === undefined) return;
      if (inGutter && !isStill) lines.toggle(index, column, event.shiftKey ? "extend" : undefined);
      else lines.moveTo(index, undefined, column);
    },
    onMouseDown: (event: MouseEvent) => {
      const spot = spotOf(event);
      grabbed.current = spot.inGutter && !isStill && event.button === 0 ? spot : undefined;
    },
    onMouseOver: (event: MouseEvent) => {
      const { index, inGutter } = spotOf(event);
      const from = grabbed.current;
      if (event.buttons !== 1) grabbed.current = undefined;
      else if (from?.index !== undefined && index !== undefined && inGutter && index !== from.index) {
        lines.span(from.index, index, from.column);
      }
    },
  };
}

interface Spot {
  readonly index: number | undefined;
  readonly column: number;
  readonly inGutter: boolean;
}

/** Rows hear nothing themselves: which one is under the pointer, and whether it is on the line's number. */
function spotOf(event: MouseEvent): Spot {
  const target = event.target as Element;
  const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
  return {
    index: index === undefined ? undefined : Number(index),
    column: Number(target.closest<HTMLElement>("[data-column]")?.dataset.column ?? 0),
    inGutter: target.closest("[data-gutter]") !== null,
  };
}
