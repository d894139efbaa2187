/** A scrolling area whose text grows at its end. */
import { useLayoutEffect, useRef } from "react";

/** So near to the end, in pixels, counts as at the end: zoomed windows have fractions. */
const near = 8;

/**
 * Shows the end whenever the content grew, unless the person scrolled up; goes on once they are back. The area itself is
 * brought into sight when it appears and when `stage` changes: what came with that may have pushed it away.
 */
export function useFollowEnd<E extends HTMLElement>(content: unknown, stage: unknown) {
  const ref = useRef<E>(null);
  const follows = useRef(true);
  const last = useRef(0);
  useLayoutEffect(() => goToEnd(ref.current, follows.current), [content]);
  useLayoutEffect(() => {
    const area = ref.current;
    if (!area) return;
    // Newer engines answer with a promise: it is no clean-up.
    void area.scrollIntoView({ block: "nearest" });
    // Narrower, its lines break elsewhere.
    const observer = new ResizeObserver(() => goToEnd(area, follows.current));
    observer.observe(area);
    return () => observer.disconnect();
  }, [stage]);
  const onScroll = () => {
    const area = ref.current;
    if (!area) return;
    const isAtEnd = area.scrollHeight - area.scrollTop - area.clientHeight <= near;
    // Only somebody who goes up leaves the end: it also moves away by itself.
    follows.current = isAtEnd || (follows.current && area.scrollTop >= last.current);
    last.current = area.scrollTop;
  };
  return { ref, onScroll };
}

function goToEnd(area: HTMLElement | null, follows: boolean) {
  if (area && follows) area.scrollTop = area.scrollHeight;
}
