/** Repositories of a host in the real window: created with .gitignore and licence, forks added as remotes, by mouse and by keyboard. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { createWords } from "../../../../ui/src/text/create";
import { forkSyncWords, forkWords } from "../../../../ui/src/text/forks";
import { tabWords } from "../../../../ui/src/text/frame";
import { historyWords } from "../../../../ui/src/text/history";
import { remoteWords } from "../../../../ui/src/text/remotes";
import { newTabWords } from "../../../../ui/src/text/welcome";
import { bothWays, type Company } from "../both_ways.ts";
import { button, dialog, field, starting, type Thing } from "../page.ts";
import { fromPalette } from "../palette.ts";
import { opened, signedIn } from "../ready.ts";
import { until } from "../wait.ts";

export async function repositories(): Promise<void> {
  await bothWays("repositories", async (company) => {
    const account = await signedIn(company.window, company.server);
    await created(company);
    await remoteAdded(company, account);
    await forked(company);
    await shownOnTheHost(company);
  });
}

/** "GitKraken Desktop presents a list of forks of the current repository when adding remotes". */
async function remoteAdded(company: Company, account: string): Promise<void> {
  const { window, hands, taken } = company;
  const { page } = window;
  const inside = dialog(remoteWords.title);
  const fork: Thing = { role: "row", name: /^Sam .* \/ route-planner/, within: inside };
  await taken.step("The dialog lists the forks of the repository", async () => {
    await opened(company, account, "FLEET", "route-planner");
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

/** A fork of one's own: the server keeps it in step, and it becomes a remote of the clone. */
async function forked(company: Company): Promise<void> {
  const { window, hands, taken } = company;
  const { page } = window;
  const inside = dialog(forkWords.title("FLEET/route-planner"));
  await taken.step("The repository in front can be forked", async () => {
    await fromPalette(company, forkWords.forkFront, starting(forkWords.forkFront));
    await page.see(field(forkWords.remote, inside));
  });
  await taken.step("A name that can't be is said at its field", async () => {
    await hands.fill(field(forkWords.name, inside), "dotfiles");
    await hands.press(button(forkWords.act, inside));
    await page.reads(/already taken by 'dotfiles'/, inside);
    await hands.fill(field(forkWords.name, inside), "");
  });
  await taken.step("It is forked, followed, added as a remote and fetched", async () => {
    await hands.press(button(forkWords.act, inside));
    await page.gone(inside);
    await page.reads(forkWords.madeText("~ada/route-planner"));
    await page.see({ role: "treeitem", name: /^ada, \d+$/ });
  });
  await taken.step("A fork says how it stands to its origin", async () => {
    await hands.menu(
      { role: "treeitem", name: /^ada, \d+$/ },
      { role: "menuitem", name: starting(forkWords.fork("~ada/route-planner")) },
    );
    const fork = dialog(forkWords.title("~ada/route-planner"));
    await page.reads(forkSyncWords.heading("FLEET/route-planner"), fork);
    await page.see({ role: "checkbox", name: starting(forkSyncWords.follows), within: fork });
    await page.reads(forkSyncWords.even, fork);
    await hands.press(button(forkWords.cancel, fork));
    await page.gone(fork);
  });
}

/** Open on host from everywhere. */
async function shownOnTheHost({ window, hands, taken, server }: Company): Promise<void> {
  const { home, page } = window;
  const base = `${server.facts.base_url.replace(/\/$/, "")}/projects/FLEET/repos/route-planner`;
  const opens = async (address: string, act: () => Promise<void>) => {
    const before = home.opened().length;
    await act();
    const url = await until("a page is opened", () => home.opened()[before] ?? null);
    assert.equal(url, `${base}/${address}`);
  };
  const entry: Thing = { role: "menuitem", name: /^Open on / };
  await taken.step("A branch and a commit open on the host", async () => {
    await opens("browse?at=refs%2Fheads%2Fmain", () => hands.menu({ role: "treeitem", name: /^main/ }, entry));
    const head = await window.call<{ branches: { name: string; commit: string }[] }>("get_refs", {
      id: (await window.call<{ id: string; name: string }[]>("list_repositories")).find(
        ({ name }) => name === "route-planner",
      )?.id,
    });
    const commit = head.branches.find(({ name }) => name === "main")?.commit;
    await hands.press({ role: "treeitem", name: /^main/ });
    await opens(`commits/${commit}`, () => hands.press(button(/^Open on /)));
  });
  await page.settled();
}

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
