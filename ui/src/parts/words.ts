/** The few words that parts say themselves. They come from `text/parts.ts` through this context; parts know no language. */
import { createContext, use } from "react";

export interface PartWords {
  close: string;
  details: string;
  showSecret: string;
  hideSecret: string;
  clear: string;
  openMenu: string;
  /** What a link says about where it leads. */
  opens: (address: string) => string;
  /** What stands for a picture that is not loaded. */
  picture: (description: string) => string;
}

export const PartWordsContext = createContext<PartWords | null>(null);

export function usePartWords(): PartWords {
  const words = use(PartWordsContext);
  if (!words) throw new Error("parts need a PartWordsContext above them");
  return words;
}
