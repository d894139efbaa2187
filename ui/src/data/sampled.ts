/** Values that change faster than anybody should ask a question for. */
import { useEffect, useRef, useState } from "react";

/** The value as it was at most `pause` ms ago: follows while it changes, and is exact when it has come to rest. */
export function useSampled<T>(value: T, pause: number): T {
  const [sample, setSample] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = value;
    if (Object.is(sample, value) || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setSample(latest.current);
    }, pause);
  }, [value, sample, pause]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return sample;
}

/** The value once it has not changed for `pause` ms: for questions about words that are being typed. */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
