/** "Selecting the repository will install a webhook and enable automatic prebuilds", in Bough's manner: by mouse and by keyboard. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { checkoutWords } from "../../../../ui/src/text/checkouts";
import { commitWords } from "../../../../ui/src/text/commit";
import { paletteWords, toolWords } from "../../../../ui/src/text/frame";
import { historyWords } from "../../../../ui/src/text/history";
import { prebuildWords as words } from "../../../../ui/src/text/prebuilds";
import { inEveryDress } from "../dress.ts";
import { type Hands, keyboard, mouse } from "../hands.ts";
import { button, dialog, field, heading, type Thing } from "../page.ts";
import { signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { type Steps, steps } from "../steps.ts";
import { Home, Window } from "../window.ts";
import { opened } from "./checkout.ts";

interface Company {
  window: Window;
  hands: Hands;
  taken: Steps;
  way: "mouse" | "keyboard";
}

const inside = dialog(words.title("storefront"));
const card: Thing = { role: "article", name: "origin/main", within: inside };

export async function prebuild(): Promise<void> {
  for (const way of ["mouse", "keyboard"] as const) {
    const server = await Simulator.start();
    const window = await Window.open(new Home());
    const hands = way === "mouse" ? mouse(window.page) : keyboard(window.page);
    const taken = steps(window, { show: false, folder: `e2e/prebuild-${way}`, axe: way === "mouse" });
    try {
      await opened(window, hands, await signedIn(window, server));
      const company = { window, hands, taken, way };
      await enabled(company);
      await fork(company);
      await ready(company);
      taken.forEverybody();
    } catch (error) {
      throw new Error(`By ${way}; the page said: ${await window.page.text().catch(() => "")}`, { cause: error });
    } finally {
      await window.close();
      await server.end();
    }
  }
}

async function show({ window, hands }: Company): Promise<void> {
  const { page, driver } = window;
  await hands.press(button(toolWords.palette));
  await page.see(dialog(paletteWords.title));
  await driver.press(..."prebuilds");
  await page.see({ role: "row", name: words.show });
  await driver.press("Enter");
  await page.see(inside);
}

async function enabled(company: Company): Promise<void> {
  const { window, hands, taken, way } = company;
  const { page, home } = window;
  await taken.step("Prebuilds are enabled by one click", async () => {
    await show(company);
    await hands.press(button(words.enable("origin/main"), inside));
    await page.reads(/Ready at [0-9a-f]{9}/, card);
    // Without the right a webhook is not even offered to be pressed.
    assert.equal(await page.usable(button(words.webhook, inside)), false);
  });
  await taken.step("The command is the person's, and runs only where they trust", async () => {
    await hands.fill(field(words.command, inside), `echo $BOUGH_BRANCH; touch '${join(home.folder, "ran")}'`);
    await hands.press({ role: "checkbox", name: new RegExp(words.publish), within: inside });
    await hands.press(button(words.save, inside));
    await page.reads(words.untrusted, inside);
    assert.equal(existsSync(join(home.folder, "ran")), false);
  });
  if (way === "mouse") await inEveryDress(window, "prebuilds", null);
  await taken.step("A click builds the commit, and the host is told", async () => {
    await hands.press(button(words.build, card));
    await page.reads("Prebuild passed", card);
    assert.ok(existsSync(join(home.folder, "ran")));
  });
  if (way === "mouse") await inEveryDress(window, "prebuilds-passed", null);
  await window.driver.press("Escape");
  await page.gone(inside);
}

/** "Code from forks never runs without a click." */
async function fork(company: Company): Promise<void> {
  const { window, hands, taken } = company;
  const { page } = window;
  const title = /Filter pears/;
  await taken.step("A fork is made ready, and asked about", async () => {
    await hands.press({ role: "treeitem", name: title });
    await page.see(heading(title));
    await hands.choose(button(checkoutWords.otherWays), { role: "menuitem", name: words.follow });
    await show(company);
    await page.reads(/It comes from a fork, where others write/, inside);
    await page.see(button(words.build, { role: "article", name: /^Pull request #\d+$/, within: inside }));
  });
}

async function ready(company: Company): Promise<void> {
  const { window, hands, taken, way } = company;
  const { page } = window;
  await taken.step("Opening is instant, and the result stands on the commit", async () => {
    await hands.press(button(words.open, card));
    await page.see({ role: "tab", name: "storefront.main" });
    await page.gone(inside);
    await hands.press({ role: "tab", name: "storefront" });
    await hands.press(button(/^Back to the graph/));
    const row: Thing = { role: "row", name: /Prebuild passed/, within: { role: "grid", name: historyWords.grid } };
    await hands.pick(row);
    await page.reads("Prebuild passed", { role: "region", name: commitWords.label });
  });
  if (way === "mouse") await inEveryDress(window, "prebuild-on-the-commit", null);
  await taken.step("Stopping takes the work tree away", async () => {
    await show(company);
    await hands.press(button(words.stop, card));
    await page.gone(card);
  });
}
