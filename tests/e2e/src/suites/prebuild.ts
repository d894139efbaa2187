/** "Selecting the repository will install a webhook and enable automatic prebuilds", in Bough's manner: by mouse and by keyboard. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { checkoutWords } from "../../../../ui/src/text/checkouts";
import { commitWords } from "../../../../ui/src/text/commit";
import { historyWords } from "../../../../ui/src/text/history";
import { prebuildWords as words } from "../../../../ui/src/text/prebuilds";
import { bothWays, type Company } from "../both_ways.ts";
import { inEveryDress } from "../dress.ts";
import { button, dialog, field, heading, type Thing } from "../page.ts";
import { fromPalette } from "../palette.ts";
import { opened, signedIn } from "../ready.ts";

const inside = dialog(words.title("storefront"));
const card: Thing = { role: "article", name: "origin/main", within: inside };

export async function prebuild(): Promise<void> {
  await bothWays("prebuild", async (company) => {
    await opened(company, await signedIn(company.window, company.server));
    await enabled(company);
    await fork(company);
    await ready(company);
  });
}

async function show(company: Company): Promise<void> {
  await fromPalette(company, "prebuilds", words.show);
  await company.window.page.see(inside);
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
