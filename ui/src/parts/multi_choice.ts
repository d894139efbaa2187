/** Choosing several rows of a list with mouse and keys. Rows are known by their keys: the list may change below the choice. */

/** What is chosen. */
export interface MultiChoice {
  /** The row that has the keyboard, and where it stood when it was chosen. */
  readonly active: string | undefined;
  readonly at: number;
  /** Where a range begins. */
  readonly anchor: string | undefined;
  readonly chosen: ReadonlySet<string>;
}

/** How a press chooses: alone, one more or less, or all up to there. */
export type Reach = "alone" | "toggle" | "range";

export const nothingChosen: MultiChoice = { active: undefined, at: -1, anchor: undefined, chosen: new Set() };

/** The same choice in the list as it is now. A chosen row that left hands its place to the one that came after it. */
export function settled(choice: MultiChoice, keys: readonly string[]): MultiChoice {
  if (choice.active === undefined) return choice;
  const there = keys.indexOf(choice.active);
  const at = there >= 0 ? there : Math.min(choice.at, keys.length - 1);
  const active = keys[at];
  if (active === undefined) return nothingChosen;
  const known = new Set(keys);
  const chosen = [...choice.chosen].filter((key) => known.has(key));
  const anchor = choice.anchor !== undefined && known.has(choice.anchor) ? choice.anchor : active;
  return { active, at, anchor, chosen: new Set(chosen.length > 0 ? chosen : [active]) };
}

/** The choice after a press on row `at`. */
export function choosing(choice: MultiChoice, keys: readonly string[], at: number, reach: Reach): MultiChoice {
  const key = keys[at];
  if (key === undefined) return choice;
  if (reach === "toggle") {
    const chosen = new Set(choice.chosen);
    if (!chosen.delete(key)) chosen.add(key);
    return { active: key, at, anchor: key, chosen };
  }
  const from = reach === "range" ? keys.indexOf(choice.anchor ?? key) : at;
  if (from < 0 || from === at) return { active: key, at, anchor: key, chosen: new Set([key]) };
  const chosen = new Set(keys.slice(Math.min(from, at), Math.max(from, at) + 1));
  return { active: key, at, anchor: choice.anchor, chosen };
}

/** All rows; the one with the keyboard keeps it. */
export function choosingAll(choice: MultiChoice, keys: readonly string[]): MultiChoice {
  const active = choice.active ?? keys[0];
  return { active, at: Math.max(0, choice.at), anchor: keys[0], chosen: new Set(keys) };
}
