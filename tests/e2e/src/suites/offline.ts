/**
 * Without the network, in the real window: what was seen is there after a restart, says how old it is, what needs the network says so, and
 * everything is read anew when the server is back. Pictures as in `screens`.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { cloneWords } from "../../../../ui/src/text/clone";
import { describeFault } from "../../../../ui/src/text/faults";
import { tabWords } from "../../../../ui/src/text/frame";
import { healthWord } from "../../../../ui/src/text/health";
import { pullRequestWords } from "../../../../ui/src/text/pull_requests";
import { remoteWords } from "../../../../ui/src/text/remotes";
import { seenWords } from "../../../../ui/src/text/seen";
import { newTabWords } from "../../../../ui/src/text/welcome";
import { Cable } from "../cable.ts";
import { inEveryDress } from "../dress.ts";
import { type Hands, mouse } from "../hands.ts";
import { button, dialog, type Thing } from "../page.ts";
import { cloned, welcomed } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { Home, Window } from "../window.ts";

interface Person {
  window: Window;
  hands: Hands;
  /** Name and port of the host. */
  host: string;
  look: (view: string) => Promise<void>;
}

const repositoryTab: Thing = { role: "tab", name: "storefront" };
const pullRequest: Thing = { role: "treeitem", name: /^Pull request \d+, Open/ };
const cloning = dialog(cloneWords.title);
const adding = dialog(remoteWords.title);

export async function offline(): Promise<void> {
  const cable = await Cable.laid();
  const server = await Simulator.start("--public-url", cable.url);
  cable.lead(server.facts.base_url);
  const home = new Home();
  const host = new URL(cable.url).host;
  const found: string[] = [];
  const inWindow = async (act: (person: Person) => Promise<void>) => {
    const window = await Window.open(home);
    const look = (view: string) => inEveryDress(window, view, found);
    try {
      await act({ window, hands: mouse(window.page), host, look });
      await window.quit();
    } catch (error) {
      throw new Error(`The page said: ${await window.page.text().catch(() => "")}`, { cause: error });
    } finally {
      await window.close();
    }
  };
  try {
    await inWindow((person) => everythingIsSeen(person, cable.url, server.facts.token));
    await cable.pull();
    await inWindow(async (person) => {
      await theRepositoryIsShown(person);
      await theCloneDialogIsShown(person);
      await cable.plug();
      await itIsReadAnew(person);
    });
  } finally {
    await server.end();
  }
  if (found.length > 0) throw new Error(`Not everybody can use it without the network.\n  ${found.join("\n  ")}`);
}

/** With the network, by hand: the clone dialog, a repository with its pull requests, one of them, its relatives. */
async function everythingIsSeen({ window, hands }: Person, baseUrl: string, token: string): Promise<void> {
  const { page, home } = window;
  await welcomed(window);
  const host = await window.call<{ id: string }>("add_host", { baseUrl, plainHttp: true });
  const account = await window.call<{ id: string }>("connect_account", { host: host.id, token, tokenExpires: null });
  await cloned(window, account.id, "SHOP", "storefront");
  await openCloneDialog(window, hands);
  await page.see({ role: "row", within: cloning });
  await page.reads(/\d+ repositories/, cloning);
  await window.driver.press("Escape");
  await page.gone(cloning);
  await hands.press({ role: "tab", name: tabWords.repositories });
  await hands.press({ role: "row", name: /storefront/ });
  await window.driver.press("Enter");
  await page.see(repositoryTab);
  await hands.press(pullRequest);
  await page.see({ role: "heading", name: /#\d+$/ });
  await hands.press(button(pullRequestWords.back));
  await openAddRemote(window, hands);
  assert.ok(!(await page.text()).includes(seenWords.tryAgain), "what the host says now has no age");
  await window.driver.press("Escape");
  await page.gone(adding);
  assert.equal(readdirSync(join(home.data, "seen")).length, 1);
}

async function theRepositoryIsShown({ window, hands, host, look }: Person): Promise<void> {
  const { page } = window;
  await page.see(repositoryTab);
  await page.see({ role: "treeitem", name: /^Offline, seen / });
  await look("offline-side-bar");
  await hands.press(pullRequest);
  await page.reads(seenWords.silent(host), { role: "article" });
  await page.see({ role: "region", name: pullRequestWords.reviewers });
  const open = button(pullRequestWords.openOn(host));
  assert.equal(await page.usable(open), false, "a page of a host that does not answer can't be opened");
  await look("offline-pull-request");
  await hands.press(button(pullRequestWords.back));
  await openAddRemote(window, hands);
  await page.reads(seenWords.silent(host), adding);
  await look("offline-add-remote");
  await window.driver.press("Escape");
  await page.gone(adding);
  await page.see(button(`${host}: ${healthWord({ kind: "offline" })}`));
}

async function theCloneDialogIsShown({ window, hands, host, look }: Person): Promise<void> {
  const { page } = window;
  await openCloneDialog(window, hands);
  await page.see({ role: "row", within: cloning });
  await page.reads(seenWords.silent(host), cloning);
  await page.reads(seenWords.cloneNeedsNetwork(host), cloning);
  await look("offline-clone");
  const search: Thing = { role: "combobox", name: cloneWords.search, within: cloning };
  await hands.fill(search, "audit");
  const row: Thing = { role: "row", name: /audit-trail/, within: cloning };
  await hands.press(row);
  await hands.press(button(cloneWords.button("audit-trail"), cloning));
  await page.gone(cloning);
  await page.reads(describeFault({ kind: "offline", host, detail: "" }).title);
}

/** Nobody presses anything: the server is asked whether it is back, and the lists are read. */
async function itIsReadAnew({ window, hands, host }: Person): Promise<void> {
  const { page } = window;
  await page.see(button(`${host}: ${healthWord({ kind: "fine" })}`));
  await openCloneDialog(window, hands);
  await page.see({ role: "row", within: cloning });
  await page.reads(/\d+ repositories/, cloning);
  assert.ok(!(await page.text(cloning)).includes(seenWords.silent(host)));
  await window.driver.press("Escape");
  await page.gone(cloning);
  await hands.press(repositoryTab);
  await page.see(pullRequest);
  await page.gone({ role: "treeitem", name: /^Offline, seen / });
}

async function openCloneDialog({ page }: Window, hands: Hands): Promise<void> {
  await hands.press(button(tabWords.newTab));
  await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
  await page.see(cloning);
}

async function openAddRemote({ page }: Window, hands: Hands): Promise<void> {
  await hands.press({ role: "treeitem", name: remoteWords.add });
  await page.see(adding);
  await page.reads(remoteWords.notListed, adding);
}
