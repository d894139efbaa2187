/** What may wait until the window has painted for the first time. */
import { useEffect, useEffectEvent } from "react";

/** After so many milliseconds the first paint is over, however slow the machine. */
const breath = 400;

/** Does something once, a moment after the first paint. */
export function useAfterPaint(act: () => void) {
  const now = useEffectEvent(act);
  useEffect(() => {
    const timer = setTimeout(() => now(), breath);
    return () => clearTimeout(timer);
  }, []);
}
