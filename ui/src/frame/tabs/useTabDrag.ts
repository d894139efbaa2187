/** Dragging tabs with the pointer. HTML drag and drop isn't used: some web views give it to the window manager. */
import { type PointerEvent, type RefObject, useState } from "react";

export interface TabDrag {
  /** The tab in hand. */
  dragged: string | null;
  /** The tab it would come before; null for the end. */
  before: string | null;
  grab: (event: PointerEvent, id: string) => void;
}

/** A hand trembles: fewer pixels than this are a click. */
const threshold = 6;

export function useTabDrag(
  strip: RefObject<HTMLElement | null>,
  move: (id: string, before: string | null) => void,
): TabDrag {
  const [state, setState] = useState<{ dragged: string; before: string | null } | null>(null);
  const grab = (down: PointerEvent, id: string) => {
    if (down.button !== 0) return;
    const from = down.clientX;
    let place: { dragged: string; before: string | null } | null = null;
    const drag = (event: globalThis.PointerEvent) => {
      if (place === null && Math.abs(event.clientX - from) < threshold) return;
      place = { dragged: id, before: tabAt(strip.current, event.clientX) };
      setState(place);
    };
    const drop = (event: globalThis.PointerEvent) => {
      window.removeEventListener("pointermove", drag);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", drop);
      if (place && event.type === "pointerup") move(id, place.before);
      setState(null);
    };
    window.addEventListener("pointermove", drag);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", drop);
  };
  return { dragged: state?.dragged ?? null, before: state?.before ?? null, grab };
}

/** The first tab whose middle lies right of the pointer. */
function tabAt(strip: HTMLElement | null, x: number): string | null {
  for (const tab of strip?.querySelectorAll<HTMLElement>("[data-tab]") ?? []) {
    const box = tab.getBoundingClientRect();
    if (x < box.left + box.width / 2) return tab.dataset.tab ?? null;
  }
  return null;
}
