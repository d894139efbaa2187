/** How the person likes to see differences: remembered for all of them. */
import { useRememberedChoice } from "./layout";

export type DiffLayout = "unified" | "split";
export type DiffSpaces = "plain" | "shown" | "ignored";

export interface DiffOptions {
  readonly layout: DiffLayout;
  /** Long lines go on below instead of beyond the edge. */
  readonly wraps: boolean;
  readonly spaces: DiffSpaces;
  /** All of the file, not only what is near its changes. */
  readonly isWhole: boolean;
  readonly setLayout: (layout: DiffLayout) => void;
  readonly setWraps: (wraps: boolean) => void;
  readonly setSpaces: (spaces: DiffSpaces) => void;
  readonly setWhole: (isWhole: boolean) => void;
}

export function useDiffOptions(): DiffOptions {
  const [layout, setLayout] = useRememberedChoice<DiffLayout>("diff layout", ["unified", "split"], "unified");
  const [lines, setLines] = useRememberedChoice("diff lines", ["slide", "wrap"], "slide");
  const [spaces, setSpaces] = useRememberedChoice<DiffSpaces>("diff spaces", ["plain", "shown", "ignored"], "plain");
  const [extent, setExtent] = useRememberedChoice("diff extent", ["hunks", "file"], "hunks");
  return {
    layout,
    wraps: lines === "wrap",
    spaces,
    isWhole: extent === "file",
    setLayout,
    setWraps: (wraps) => setLines(wraps ? "wrap" : "slide"),
    setSpaces,
    setWhole: (isWhole) => setExtent(isWhole ? "file" : "hunks"),
  };
}
