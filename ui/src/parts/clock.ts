/** The time of day for relative times: one clock for all, which ticks each half minute while somebody looks. */
import { useSyncExternalStore } from "react";

const ears = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  ears.forEach((hear) => hear());
}

function subscribe(hear: () => void) {
  ears.add(hear);
  if (ears.size === 1) {
    now = Date.now();
    timer = setInterval(tick, 30_000);
  }
  return () => {
    ears.delete(hear);
    if (ears.size === 0) clearInterval(timer);
  };
}

/** Milliseconds since 1970, at most half a minute old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
