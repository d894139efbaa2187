/**
 * What was true when it was shown and is not any more when the person acts, in the real window: deleted, moved, archived, and taken from
 * them. Each is said for what it is, leaves nothing behind, and the lists are read again.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { checkoutWords } from "../../../../ui/src/text/checkouts";
import { cloneWords } from "../../../../ui/src/text/clone";
import { describeFault } from "../../../../ui/src/text/faults";
import { forkWords } from "../../../../ui/src/text/forks";
import { tabWords } from "../../../../ui/src/text/frame";
import { remoteWords } from "../../../../ui/src/text/remotes";
import { webhookFormWords, webhookWords } from "../../../../ui/src/text/webhooks";
import { newTabWords } from "../../../../ui/src/text/welcome";
import { inEveryDress } from "../dress.ts";
import { type Hands, mouse } from "../hands.ts";
import { button, dialog, field, heading, starting, type Thing } from "../page.ts";
import { fromPalette } from "../palette.ts";
import { opened, signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

interface Person {
  window: Window;
  hands: Hands;
  server: Simulator;
  account: string;
  look: (view: string) => Promise<void>;
}

const cloning = dialog(cloneWords.title);
const alert = (within: Thing): Thing => ({ role: "alert", within });
/** What a missing thing is called, whatever it is. */
const missing = (place: string) => new RegExp(`looked for .*${place}.* Your work here is as it was`, "i");
const notFound = describeFault({ kind: "notFound", what: "" }).title;

export async function meanwhile(): Promise<void> {
  const server = await Simulator.start();
  const window = await Window.open(new Home());
  const found: string[] = [];
  try {
    const account = await signedIn(window, server, server.facts.admin_token);
    const settings = await window.call<Record<string, unknown>>("get_settings");
    await window.call("change_settings", { settings: { ...settings, cloneFolder: window.home.clones } });
    const look = (view: string) => inEveryDress(window, `meanwhile-${view}`, found);
    const person = { window, hands: mouse(window.page), server, account, look };
    await deletedBeforeTheClone(person);
    await movedBeforeTheClone(person);
    await deletedBeforeTheFork(person);
    await forkDeletedBeforeItIsAdded(person);
    await archivedBeforeTheWebhook(person);
    await deletedBeforeTheCheckout(person);
    await hiddenBeforeTheClone(person);
  } catch (error) {
    throw new Error(`The page said: ${await window.page.text().catch(() => "")}`, { cause: error });
  } finally {
    await window.close();
    await server.end();
  }
  assert.deepEqual(found, []);
}

const row = (slug: string): Thing => ({ role: "row", name: new RegExp(`/ ${slug}`), within: cloning });

/** The clone dialog with all repositories that fit some words. */
async function openClone({ hands }: Person, words: string): Promise<void> {
  await hands.press(button(tabWords.newTab));
  await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
  await hands.choose(button(new RegExp(cloneWords.scope), cloning), { role: "option", name: cloneWords.all });
  await hands.fill({ role: "combobox", name: cloneWords.search, within: cloning }, words);
}

async function closeClone({ window, hands }: Person): Promise<void> {
  await hands.press(button("Close", cloning));
  await window.page.gone(cloning);
}

async function quiet({ window }: Person): Promise<void> {
  for (const toast of await window.page.all(button(/^Dismiss/))) await window.driver.click(toast);
}

/** Chooses a repository, has something happen to it, and presses the button all the same. */
async function cloneAfter(person: Person, slug: string, order: string): Promise<void> {
  const { window, hands, server } = person;
  await quiet(person);
  await openClone(person, slug);
  await hands.press(row(slug));
  await window.page.see(button(cloneWords.button(slug), cloning));
  await server.order(order);
  await hands.press(button(cloneWords.button(slug), cloning));
  await window.page.gone(cloning);
}

async function deletedBeforeTheClone(person: Person): Promise<void> {
  const { window, look } = person;
  await cloneAfter(person, "depot-board", "delete FLEET/depot-board");
  await window.page.reads(notFound);
  await window.page.reads(missing("FLEET/depot-board"));
  await look("clone-deleted");
  assert.deepEqual(readdirSync(window.home.clones), [], "something was left behind");
  await openClone(person, "board");
  await window.page.see(row("dashboards"));
  await window.page.gone(row("depot-board"));
  await closeClone(person);
}

async function movedBeforeTheClone(person: Person): Promise<void> {
  const { window } = person;
  await cloneAfter(person, "price-models", "move DATA/price-models DATA/prices");
  const work = join(window.home.clones, "price-models");
  const url = await until("what was moved is cloned", () => {
    const said = spawnSync("git", ["-C", work, "remote", "get-url", "origin"], { encoding: "utf8" });
    return said.status === 0 ? said.stdout.trim() : null;
  });
  assert.match(url, /\/scm\/data\/prices\.git$/, "a clone belongs to the new place");

  // Where nobody remembers the old place it is not found, and the list has the new one.
  await cloneAfter(person, "dashboards", "replace DATA/dashboards DATA/charts");
  await window.page.reads(missing("DATA/dashboards"));
  await openClone(person, "data");
  await window.page.see(row("charts"));
  await window.page.gone(row("dashboards"));
  await closeClone(person);
}

async function deletedBeforeTheFork(person: Person): Promise<void> {
  const { window, hands, server, look } = person;
  const inside = dialog(forkWords.title("OSS/pear-parser"));
  await quiet(person);
  await opened(person, person.account, "OSS", "pear-parser");
  await fromPalette(person, forkWords.forkFront, starting(forkWords.forkFront));
  await window.page.see(field(forkWords.remote, inside));
  await server.order("delete OSS/pear-parser");
  await hands.press(button(forkWords.act, inside));
  await window.page.reads(missing("OSS/pear-parser"), alert(inside));
  await look("fork-deleted");
  await hands.press(button(forkWords.cancel, inside));
  await window.page.gone(inside);
}

async function forkDeletedBeforeItIsAdded(person: Person): Promise<void> {
  const { window, hands, server, look } = person;
  const inside = dialog(remoteWords.title);
  const fork: Thing = { role: "row", name: /^Sam .* \/ route-planner/, within: inside };
  await opened(person, person.account, "FLEET", "route-planner");
  await hands.press({ role: "treeitem", name: remoteWords.add });
  await hands.press(fork);
  const places = (await server.order("repositories")) as string[];
  const place = places.find((one) => /^~.*\/route-planner$/.test(one)) ?? "";
  await server.order(`delete ${place}`);
  await hands.press(button(remoteWords.button("sam"), inside));
  await window.page.reads(missing(place), alert(inside));
  await look("remote-deleted");
  // The forks were asked for again.
  await window.page.gone(fork);
  await window.driver.press("Escape");
  await window.page.gone(inside);
}

async function archivedBeforeTheWebhook(person: Person): Promise<void> {
  const { window, hands, server, look } = person;
  const inside = dialog(webhookWords.title("SHOP/storefront"));
  await opened(person, person.account, "SHOP", "storefront");
  await fromPalette(person, webhookWords.showFront, starting(webhookWords.showFront));
  await window.page.reads(webhookWords.noneText, inside);
  await hands.press(button(webhookWords.create, inside));
  await hands.fill(field(webhookFormWords.name, inside), "Prebuilds");
  await hands.fill(field(webhookFormWords.url, inside), "https://ci.kestrel.example/hook");
  await server.order("archive SHOP/storefront");
  await hands.press(button(webhookFormWords.create, inside));
  await window.page.reads(describeFault({ kind: "refused", detail: "" }).sentence, alert(inside));
  await look("webhook-archived");
  await hands.press(button("Details", alert(inside)));
  await window.page.reads(/archived/, alert(inside));
  assert.equal(await window.page.value(field(webhookFormWords.name, inside)), "Prebuilds", "what was typed stays");
  await hands.press(button(webhookFormWords.cancel, inside));
  await hands.press(button("Close", inside));
  await window.page.gone(inside);
}

async function deletedBeforeTheCheckout(person: Person): Promise<void> {
  const { window, hands, server, look } = person;
  const work = join(window.home.clones, "storefront");
  const head = () =>
    spawnSync("git", ["-C", work, "rev-parse", "--symbolic-full-name", "HEAD"], { encoding: "utf8" }).stdout;
  const before = head();
  await hands.press({ role: "treeitem", name: /Filter pears/ });
  await window.page.see(heading(/Filter pears/));
  await server.order("delete SHOP/storefront");
  await hands.press(button(checkoutWords.checkOut));
  await window.page.reads(missing("SHOP/storefront"));
  await look("checkout-deleted");
  assert.equal(head(), before, "nothing was checked out");
}

async function hiddenBeforeTheClone(person: Person): Promise<void> {
  const { window, look } = person;
  await cloneAfter(person, "telemetry-gateway", "hide FLEET/telemetry-gateway ada");
  await window.page.reads(/The permission “.*” is missing\. Nothing was changed\./);
  await look("clone-hidden");
  assert.equal(existsSync(join(window.home.clones, "telemetry-gateway")), false);
  await openClone(person, "gateway");
  await window.page.see(row("api-gateway"));
  await window.page.gone(row("telemetry-gateway"));
  await closeClone(person);
}
