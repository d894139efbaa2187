/** The command palette, as a way to what has no button in sight. */
import { paletteWords, toolWords } from "../../../ui/src/text/frame";
import type { Hands } from "./hands.ts";
import { button, dialog, type Thing } from "./page.ts";
import type { Window } from "./window.ts";

interface Pair {
  window: Window;
  hands: Hands;
}

const palette = dialog(paletteWords.title);

/** Opens it, types, and waits for an entry. */
export async function sought({ window, hands }: Pair, typed: string, name: string | RegExp): Promise<void> {
  const { page, driver } = window;
  await hands.press(button(toolWords.palette));
  await page.see(palette);
  await driver.press(...typed);
  await page.see({ role: "row", name, within: palette } satisfies Thing);
}

/** Takes an entry. */
export async function fromPalette(pair: Pair, typed: string, name: string | RegExp): Promise<void> {
  await sought(pair, typed, name);
  await pair.window.driver.press("Enter");
  await pair.window.page.gone(palette);
}
