/** The clone dialog over 5,000 repositories: how fast rows come and how fast typing filters. Writes figures for `cargo xtask bench`. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { cloneWords } from "../../../../ui/src/text/clone";
import { tabWords } from "../../../../ui/src/text/frame";
import { mouse } from "../hands.ts";
import { button, dialog } from "../page.ts";
import { results } from "../places.ts";
import { signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

const COUNT = 5000;
/** Nearly each letter leaves fewer rows than the one before. */
const TYPED = "pear-web";

export async function list(): Promise<void> {
  const server = await Simulator.start("--scenario", "many", "--repositories", String(COUNT));
  const figures = { firstRows: [] as number[], typing: [] as number[] };
  try {
    // A fresh window each time: the second opening of the dialog would show what the first one read.
    for (let turn = 0; turn < 5; turn += 1) {
      const window = await Window.open(new Home());
      try {
        await signedIn(window, server);
        await once(window, figures);
      } finally {
        await window.close();
      }
    }
  } finally {
    await server.end();
  }
  writeFileSync(join(results("bench"), "list-raw.json"), JSON.stringify(figures));
}

async function once(window: Window, figures: { firstRows: number[]; typing: number[] }): Promise<void> {
  const { driver, page, home } = window;
  const hands = mouse(page);
  await hands.press(button(tabWords.newTab));
  await page.see(button(/^Clone a repository/));
  await observe(window);
  await hands.press(button(/^Clone a repository/));
  const inside = dialog(cloneWords.title);
  await page.see({ role: "row", within: inside });
  const painted = await until("rows are painted", () =>
    driver.execute<number | null>("return window.__seen.rows ?? null;"),
  );
  const arrived = home.lines().find(({ command }) => command === "list_host_repositories")?.at ?? 0;
  assert.ok(arrived > 0 && painted >= arrived, "rows were there before their answer");
  figures.firstRows.push(painted - arrived);
  // However this desktop groups its digits.
  await page.reads(/5.?000 repositories/, inside);
  const box = { role: "combobox", name: cloneWords.search, within: inside };
  await page.see(box);
  for (let typed = 1; typed <= TYPED.length; typed += 1) {
    await driver.press(TYPED.charAt(typed - 1));
    await until("the letter is there", async () => (await page.value(box)).length === typed);
    await page.settled();
  }
  // A letter that leaves as many rows as before shows nothing to measure.
  figures.typing.push(...(await driver.execute<number[]>("return window.__seen.typing;")));
}

/** Notes when rows are first painted, and after each typed letter when the list has changed. */
function observe({ driver }: Window): Promise<void> {
  return driver.execute(`
    const seen = (window.__seen = { rows: null, typing: [] });
    let pressed = null;
    let coming = false;
    document.addEventListener("beforeinput", () => { pressed = performance.now(); }, true);
    new MutationObserver(() => {
      const dialog = document.querySelector('[role="dialog"]');
      if (!coming && dialog?.querySelector('[role="row"]')) {
        coming = true;
        requestAnimationFrame(() => requestAnimationFrame(() => { seen.rows = performance.timeOrigin + performance.now(); }));
      }
      const count = dialog?.querySelector('[role="status"]')?.textContent;
      if (pressed !== null && count !== undefined && count !== seen.count) {
        seen.typing.push(performance.now() - pressed);
        pressed = null;
      }
      seen.count = count;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });`);
}
