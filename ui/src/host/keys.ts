/** Key presses that reach the whole window, wherever the focus is. */
import { useEffectEvent, useLayoutEffect } from "react";

/** Hears key presses before the page does, for shortcuts of the frame. */
export function useWindowKeys(press: (event: KeyboardEvent) => void) {
  const heard = useEffectEvent(press);
  // Before anything can be seen: a key that is pressed right then counts.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => heard(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
