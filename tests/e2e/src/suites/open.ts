/** Open anything in the real window: pasted, by keyboard, and by a link that a second start brings. Nothing happens by itself. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { cloneWords } from "../../../../ui/src/text/clone";
import { commitWords } from "../../../../ui/src/text/commit";
import { diffWords } from "../../../../ui/src/text/diff";
import { openingWords } from "../../../../ui/src/text/openings";
import { dialog, heading, type Thing } from "../page.ts";
import { needed } from "../places.ts";
import { cloned, signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { steps } from "../steps.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

const entry = (name: RegExp): Thing => ({ role: "row", name, within: dialog(openingWords.title) });

export async function open(): Promise<void> {
  const server = await Simulator.start();
  const window = await Window.open(new Home());
  const { page, driver, home } = window;
  const taken = steps(window, { show: false, folder: "e2e/open", axe: true });
  const base = server.facts.base_url;
  const repository = `${base}/projects/SHOP/repos/storefront`;
  const asked = () => home.lines().filter((line) => line.command === "clone_repository").length;
  const find = async (text: string) => {
    await driver.press("Control+o");
    await page.see(dialog(openingWords.title));
    await driver.press(...text);
    await until("it is written", async () => (await driver.execute<string>(focused)) === text);
  };
  try {
    const account = await signedIn(window, server);
    await taken.step("What is not here is offered to be cloned, and nothing happens by itself", async () => {
      await find("shop/storefront");
      await page.see(entry(/^Clone SHOP\/storefront, not on this computer yet/));
      assert.equal(asked(), 0);
      await driver.press("Enter");
      await page.see(dialog(cloneWords.title));
      await until("the address is there", async () =>
        (await driver.execute<string>(focused)).endsWith("/shop/storefront.git"),
      );
      await driver.press("Escape", "Escape");
      await page.gone(dialog(cloneWords.title));
    });
    await cloned(window, account, "SHOP", "storefront");
    await taken.step("A pull request's page leads to the pull request", async () => {
      await find(`${repository}/pull-requests/29/overview`);
      await page.see(entry(/^Open storefront: pull request #29/));
      await driver.press("Enter");
      await page.see(heading(/#29$/));
    });
    const work = join(home.clones, "storefront");
    const head = spawnSync("git", ["-C", work, "rev-parse", "HEAD~1"], { encoding: "utf8" }).stdout.trim();
    await taken.step("A commit's page leads to the commit", async () => {
      await find(`${repository}/commits/${head}`);
      await page.see(entry(/^Open storefront: commit /));
      await driver.press("Enter");
      await page.reads(head.slice(0, 8), { role: "region", name: commitWords.label });
    });
    await taken.step("A file's page leads to the file and the line", async () => {
      const [name = ""] = spawnSync("git", ["-C", work, "ls-files"], { encoding: "utf8" }).stdout.split("\n");
      await find(`${repository}/browse/${encodeURI(name)}#2`);
      await page.see(entry(/^Open storefront: .*, line 2/));
      await driver.press("Enter");
      await page.see({ role: "region", name: diffWords.fileLabel(name) });
      const line = await page.see({ role: "row", name: /^Line 2: / });
      await until("the keyboard stands in that line", async () =>
        driver.execute<boolean>("return arguments[0].dataset.cursor !== undefined;", line),
      );
    });
    await taken.step("A branch that is not here says so", async () => {
      await find(`${repository}/browse?at=refs%2Fheads%2Fnowhere`);
      await page.see(entry(/^Open storefront: nowhere, .*not fetched yet/));
      await driver.press("Escape", "Escape");
      await page.gone(dialog(openingWords.title));
    });
    await taken.step("A link that was clicked elsewhere is shown in this window", async () => {
      const link = `bough://open?url=${encodeURIComponent(`${repository}/pull-requests/29`)}`;
      assert.equal(second(home, link), 0);
      await page.see(entry(/^Open storefront: pull request #29/));
      await driver.press("Escape", "Escape");
      await page.gone(dialog(openingWords.title));
    });
    await taken.step("A link that can't be meant is refused in a sentence", async () => {
      assert.equal(second(home, `bough://run?url=${encodeURIComponent(repository)}`), 0);
      await page.reads("Links of Bough have the form bough://open?url=…", dialog(openingWords.title));
      await driver.press("Escape", "Escape");
    });
    assert.equal(asked(), 1, "only the clone that was asked for");
    taken.forEverybody();
  } catch (error) {
    throw new Error(`The page said: ${await page.text().catch(() => "")}`, { cause: error });
  } finally {
    await window.close();
    await server.end();
  }
}

const focused = "return document.activeElement?.value ?? '';";

/** A second start, as a desktop makes it for a link. */
function second(home: Home, link: string): number | null {
  const env = { ...home.environment(), TAURI_WEBVIEW_AUTOMATION: "" };
  return spawnSync(needed("BOUGH_DESKTOP"), home.arguments(link), { env, timeout: 20_000 }).status;
}
