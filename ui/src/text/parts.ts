/** The few words that parts say themselves. */
import type { PartWords } from "../parts/words";

export const partWords: PartWords = {
  close: "Close",
  details: "Details",
  showSecret: "Show what is typed",
  hideSecret: "Hide what is typed",
  clear: "Clear",
  openMenu: "Show suggestions",
  opens: (address) => `Opens ${address} in the browser`,
  picture: (description) => (description === "" ? "Picture" : `Picture: ${description}`),
};
