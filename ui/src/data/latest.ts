/** Functions that stay the same for whoever gets them, and always do what the newest rendering says. */
import { useLayoutEffect, useRef, useState } from "react";

/** For event handlers that depend on what changes with every frame: their receivers need not be drawn anew. */
export function useLatest<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  const [stable] = useState(
    () =>
      (...args: A) =>
        newest.current(...args),
  );
  return stable;
}
