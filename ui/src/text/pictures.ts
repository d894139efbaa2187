/** Words of two pictures that are compared. */
import { bytes, number } from "./numbers";

export const pictureWays = ["sides", "swipe", "onion"] as const;

export const pictureWords = {
  title: "How the picture differs",
  ends: { before: "Before", after: "After" },
  facts: (width: number, height: number, size: number | null) =>
    `${number(width)} × ${number(height)} pixels${size === null ? "" : `, ${bytes(size)}`}`,
  none: { before: "It is new.", after: "It is deleted." },
  hidden: "It can't be shown.",
  way: "Compare the pictures",
  ways: { sides: "Side by side", swipe: "Swipe", onion: "Onion skin" } satisfies Record<
    (typeof pictureWays)[number],
    string
  >,
  share: { swipe: "Where the line between them is", onion: "How much is seen of the newer one" },
};
