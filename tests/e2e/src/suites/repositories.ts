/** Repositories of a host in the real window: created with .gitignore and licence, forks added as remotes, by mouse and by keyboard. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { createWords } from "../../../../ui/src/text/create";
import { tabWords } from "../../../../ui/src/text/frame";
import { historyWords } from "../../../../ui/src/text/history";
import { remoteWords } from "../../../../ui/src/text/remotes";
import { newTabWords } from "../../../../ui/src/text/welcome";
import { type Hands, keyboard, mouse } from "../hands.ts";
import { button, dialog, field, type Thing } from "../page.ts";
import { cloned, signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { type Steps, steps } from "../steps.ts";
import { Home, Window } from "../window.ts";

interface Company {
  window: Window;
  hands: Hands;
  taken: Steps;
}

export async function repositories(): Promise<void> {
  for (const way of ["mouse", "keyboard"] as const) {
    const server = await Simulator.start();
    const window = await Window.open(new Home());
    const hands = way === "mouse" ? mouse(window.page) : keyboard(window.page);
    const taken = steps(window, { show: false, folder: `e2e/repositories-${way}`, axe: way === "mouse" });
    try {
      const account = await signedIn(window, server);
      await created({ window, hands, taken });
      await remoteAdded({ window, hands, taken }, account);
      taken.forEverybody();
    } catch (error) {
      throw new Error(`By ${way}; the page said: ${await window.page.text().catch(() => "")}`, { cause: error });
    } finally {
      await window.close();
      await server.end();
    }
  }
}

/** "GitKraken Desktop presents a list of forks of the current repository when adding remotes". */
async function remoteAdded({ window, hands, taken }: Company, account: string): Promise<void> {
  const { page } = window;
  const inside = dialog(remoteWords.title);
  const fork: Thing = { role: "row", name: /^Sam .* \/ route-planner/, within: inside };
  await taken.step("The dialog lists the forks of the repository", async () => {
    await cloned(window, account, "FLEET", "route-planner");
    await hands.press({ role: "tab", name: tabWords.repositories });
    await hands.press({ role: "row", name: /route-planner/ });
    await window.driver.press("Enter");
    await page.see({ role: "tab", name: "route-planner" });
    await hands.press({ role: "treeitem", name: remoteWords.add });
    await page.see(fork);
    await page.reads(remoteWords.notListed, inside);
  });
  await taken.step("A name that is there already can't be taken", async () => {
    await hands.pick(fork);
    await hands.fill(field(remoteWords.name, inside), "origin");
    await page.see(button(remoteWords.missing.nameTaken, inside));
    await hands.fill(field(remoteWords.name, inside), "");
  });
  await taken.step("A fork is added and fetched", async () => {
    await hands.press(button(remoteWords.button("sam"), inside));
    await page.gone(inside);
    await page.see({ role: "treeitem", name: /^sam, \d+$/ });
  });
}

const starting = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);

/** "Create repositories on Bitbucket Server including .gitignore and license". */
async function created({ window, hands, taken }: Company): Promise<void> {
  const { page, home } = window;
  const inside = dialog(createWords.title);
  const name = "Pear crates";
  await taken.step("The dialog offers the host and one's own project", async () => {
    await hands.press(button(tabWords.newTab));
    await hands.press(button(starting(newTabWords.create)));
    await page.see({ role: "combobox", name: createWords.project, within: inside });
  });
  await taken.step("A name that is taken is said at its field", async () => {
    await hands.fill(field(createWords.name, inside), "dotfiles");
    await hands.fill(field(createWords.folder, inside), home.clones);
    await hands.press(button(createWords.create, inside));
    await page.reads(/already taken by 'dotfiles'/, inside);
  });
  await taken.step("Name, template and licence are chosen", async () => {
    await hands.fill(field(createWords.name, inside), name);
    await hands.fill(field(createWords.description, inside), "Where pears go – 梨");
    for (const [label, text] of [
      [createWords.ignore, "Rust"],
      [createWords.licence, "MIT License"],
    ] as const) {
      const list: Thing = { role: "combobox", name: label, within: inside };
      await hands.fill(list, text);
      await window.driver.press("Escape");
    }
    await page.reads(createWords.firstCommit, inside);
  });
  await taken.step("It is created, pushed and opened", async () => {
    await hands.press(button(createWords.create, inside));
    await page.gone(inside);
    const log: Thing = { role: "grid", name: historyWords.grid };
    await page.see({ role: "row", name: /Initial commit/, within: log });
    const work = join(home.clones, "pear-crates");
    const git = (...words: string[]) => {
      const said = spawnSync("git", ["-C", work, ...words], { env: home.environment(), encoding: "utf8" });
      assert.equal(said.status, 0, said.stderr);
      return said.stdout.trim();
    };
    assert.equal(git("status", "-sb", "--porcelain"), "## main...origin/main");
    assert.match(readFileSync(join(work, "LICENSE"), "utf8"), /^MIT License\n\nCopyright \(c\) \d{4} Ada Lindqvist/);
    assert.match(readFileSync(join(work, ".gitignore"), "utf8"), /target/);
  });
}
