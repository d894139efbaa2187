/** Sizes and choices of this window that are worth nothing elsewhere: kept in the web view's own storage. No secret, no name of a repository. */
import { useSyncExternalStore } from "react";

const ears = new Set<() => void>();

function read(name: string): string | null {
  try {
    return window.localStorage.getItem(`bough.${name}`);
  } catch {
    return null;
  }
}

function write(name: string, value: string) {
  try {
    window.localStorage.setItem(`bough.${name}`, value);
  } catch {
    // Storage may be full or forbidden: then the size lasts until the window closes.
  }
  ears.forEach((hear) => hear());
}

function useStored(name: string): string | null {
  return useSyncExternalStore(
    (hear) => {
      ears.add(hear);
      return () => void ears.delete(hear);
    },
    () => read(name),
  );
}

/** A number, such as a width in design pixels, that outlives the window. */
export function useRemembered(name: string, initial: number): [number, (value: number) => void] {
  const stored = Number(useStored(name) ?? Number.NaN);
  return [Number.isFinite(stored) ? stored : initial, (value) => write(name, String(value))];
}

/** One of a few words, such as `path` or `tree`, that outlives the window. */
export function useRememberedChoice<K extends string>(
  name: string,
  choices: readonly K[],
  initial: K,
): [K, (value: K) => void] {
  const stored = useStored(name);
  const chosen = choices.find((choice) => choice === stored) ?? initial;
  return [chosen, (value) => write(name, value)];
}
