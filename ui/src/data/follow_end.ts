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
  useLayoutEffect(() => {
    const area = ref.current;
    if (area && follows.current) area.scrollTop = area.scrollHeight;
  }, [content]);
  useLayoutEffect(() => ref.current?.scrollIntoView({ block: "nearest" }), [stage]);
  const onScroll = () => {
    const area = ref.current;
    if (area) follows.current = area.scrollHeight - area.scrollTop - area.clientHeight <= near;
  };
  return { ref, onScroll };
}
