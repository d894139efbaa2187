/**
 * How many screen pixels one design pixel takes. CSS follows the zoom by itself (1rem = 10 design pixels); whoever measures
 * in JavaScript (virtual lists, the canvas of the graph) multiplies by `useScale()`.
 */
import { createContext, use } from "react";

export const ScaleContext = createContext(1);

/** 1 at 100 % zoom, 2 at 200 %. */
export function useScale(): number {
  return use(ScaleContext);
}
