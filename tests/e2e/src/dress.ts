/** One view in all its dresses: themes and sizes. */
import { join } from "node:path";

import { hindrances } from "./axe.ts";
import { results } from "./places.ts";
import { picture } from "./steps.ts";
import { until } from "./wait.ts";
import type { Window } from "./window.ts";

export const THEMES = ["dark", "light"] as const;
type Theme = (typeof THEMES)[number];
const SIZES = [
  [1024, 700],
  [1600, 1000],
] as const;

/** Pictures of what is shown, in `target/screens/`; what axe finds goes to `found`, if there is one. */
export async function inEveryDress(window: Window, view: string, found: string[] | null): Promise<void> {
  for (const theme of THEMES) await dressed(window, theme, view, found, false);
}

/** The same in one theme, for what does not last and is never still. */
export async function inOneDress(window: Window, theme: Theme, view: string, found: string[] | null): Promise<void> {
  await dressed(window, theme, view, found, true);
}

async function dressed(
  window: Window,
  theme: Theme,
  view: string,
  found: string[] | null,
  turns: boolean,
): Promise<void> {
  const settings = await window.call<Record<string, unknown>>("get_settings");
  await window.call("change_settings", { settings: { ...settings, theme } });
  await until(`the window is ${theme}`, () =>
    window.driver.execute<boolean>("return document.documentElement.dataset.theme === arguments[0];", theme),
  );
  for (const [width, height] of SIZES) {
    await window.driver.resize(width, height);
    await picture(window, join(results("screens"), `${view}-${theme}-${width}x${height}.png`), turns);
  }
  found?.push(...(await hindrances(window.page, `${view}, ${theme}`)));
}
