/** Checking out in the real window: branches, pull requests, work trees, by mouse and by keyboard; and the way back. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkoutWords } from "../../../../ui/src/text/checkouts";
import { paletteWords } from "../../../../ui/src/text/frame";
import { sideBarWords } from "../../../../ui/src/text/history";
import { jobWords } from "../../../../ui/src/text/jobs";
import { pullRequestWords } from "../../../../ui/src/text/pull_requests";
import { bothWays, type Company as Told } from "../both_ways.ts";
import { inEveryDress } from "../dress.ts";
import { button, dialog, heading, type Thing } from "../page.ts";
import { opened, signedIn } from "../ready.ts";
import { until } from "../wait.ts";

interface Company extends Told {
  work: string;
}

export async function checkout(): Promise<void> {
  await bothWays("checkout", async (told) => {
    await opened(told, await signedIn(told.window, told.server));
    const company = { ...told, work: join(told.window.home.clones, "storefront") };
    await branches(company);
    await pullRequests(company);
    await workTree(company);
  });
}

function git(work: string, ...words: string[]): string {
  return spawnSync("git", ["-C", work, ...words], { encoding: "utf8" }).stdout.trim();
}

/** Clears away what lies over the page. */
async function quiet({ window }: Company): Promise<void> {
  for (const toast of await window.page.all(button(/^Dismiss/))) await window.driver.click(toast);
}

async function filter({ hands }: Company, words: string): Promise<void> {
  await hands.fill({ role: "searchbox", name: sideBarWords.filterLabel }, words);
}

/** As one opens what a line stands for: a double click, or Enter. */
async function open({ window, hands, way }: Company, line: Thing): Promise<void> {
  if (way === "keyboard") return hands.press(line);
  await window.driver.doubleClick(await window.page.see(line));
}

async function branches(company: Company): Promise<void> {
  const { window, taken, work } = company;
  const { page, driver } = window;
  const remote: Thing = { role: "treeitem", name: "fix/checkout-rounding" };
  const main: Thing = { role: "treeitem", name: /^main$/ };
  await taken.step("A branch of the remote becomes one here", async () => {
    await filter(company, "rounding");
    await open(company, remote);
    await page.see({ role: "treeitem", name: /^fix\/checkout-rounding, checked out/ });
    await page.reads(/You are on fix\/checkout-rounding, a new branch at/);
    assert.equal(git(work, "status", "-sb", "--porcelain"), "## fix/checkout-rounding...origin/fix/checkout-rounding");
  });
  const [file = ""] = git(work, "diff", "--name-only", "main", "HEAD").split("\n");
  await taken.step("What is in the way is named, and nothing is lost", async () => {
    await quiet(company);
    writeFileSync(join(work, file), "mine\n");
    await filter(company, "main");
    await open(company, main);
    await page.reads(/Your changes are in the way/);
    await page.reads(file);
    assert.equal(readFileSync(join(work, file), "utf8"), "mine\n");
  });
  if (company.way === "mouse") await inEveryDress(window, "checkout-in-the-way", null);
  await taken.step("Undo leads back to where one was", async () => {
    git(work, "checkout", "-q", "--", ".");
    await quiet(company);
    await filter(company, "");
    await company.hands.press({ role: "treeitem", name: /^Local branches/ });
    await driver.press("Control+z");
    await until("HEAD is on main", () => git(work, "symbolic-ref", "--short", "HEAD") === "main");
    await until("the branch that was made is gone", () => git(work, "branch", "--format=%(refname:short)") === "main");
  });
  await taken.step("The palette checks branches out by their names", async () => {
    await quiet(company);
    await driver.press("Control+Shift+b");
    await page.see(dialog(paletteWords.title));
    await driver.press(..."gift");
    await page.see({ role: "row", name: /^Check out origin\/feature\/gift-wrapping/ });
    await driver.press("Enter");
    await until("it is checked out", () => git(work, "symbolic-ref", "--short", "HEAD") === "feature/gift-wrapping");
  });
}

async function shown(company: Company, title: RegExp): Promise<void> {
  await quiet(company);
  await filter(company, "");
  await company.hands.press({ role: "treeitem", name: title });
  await company.window.page.see(heading(title));
}

async function pullRequests(company: Company): Promise<void> {
  const { window, hands, taken, work } = company;
  const { page } = window;
  await taken.step("A pull request of a fork brings the fork as a remote", async () => {
    await shown(company, /Filter pears/);
    await hands.press(button(checkoutWords.checkOut));
    await page.reads(/The fork is the remote ada from now on/);
    assert.equal(git(work, "rev-parse", "--abbrev-ref", "@{upstream}"), "ada/feature/pear-filter");
  });
  if (company.way === "mouse") await inEveryDress(window, "checkout-pull-request", null);
  await taken.step("One whose branch was deleted says so, and has its commits", async () => {
    await hands.press(button(pullRequestWords.back));
    await shown(company, /Ask for consent/);
    await hands.press(button(/^Check out .*fix\/cookie-banner/));
    await page.reads(/The source branch was deleted: these are its last commits/);
    assert.match(git(work, "symbolic-ref", "--short", "HEAD"), /^pull-request-\d+$/);
    await hands.press(button(pullRequestWords.back));
  });
}

async function workTree(company: Company): Promise<void> {
  const { window, hands, taken, work } = company;
  const { page } = window;
  await taken.step("A pull request opens in a work tree beside the repository", async () => {
    const before = git(work, "rev-parse", "HEAD");
    await shown(company, /Gift wrapping/);
    await hands.choose(button(checkoutWords.otherWays), { role: "menuitem", name: new RegExp(checkoutWords.worktree) });
    await page.reads(/The work tree is on feature\/gift-wrapping/);
    assert.equal(git(work, "rev-parse", "HEAD"), before);
    await hands.press(button(jobWords.openNow));
    await page.see({ role: "tab", name: /^storefront\.pull-request-\d+/ });
    const beside = git(work, "worktree", "list", "--porcelain").match(/worktree (.*pull-request-\d+)/)?.[1] ?? "";
    assert.ok(existsSync(join(beside, ".git")), beside);
  });
}
