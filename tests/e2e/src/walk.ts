/** The main walk, described once: first start to pull request and SSH key. Tests, the demo and the canary all take it. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { cloneWords } from "../../../ui/src/text/clone";
import { noticeWords, tabWords, toolWords } from "../../../ui/src/text/frame";
import { historyWords } from "../../../ui/src/text/history";
import {
  accountWords,
  forgeNames,
  hostSshWords,
  hostStepWords,
  tokenStepWords,
} from "../../../ui/src/text/integrations";
import { jobWords } from "../../../ui/src/text/jobs";
import { preferenceWords, sectionNames } from "../../../ui/src/text/preferences";
import { pullRequestWords } from "../../../ui/src/text/pull_requests";
import { newTabWords, welcomeWords } from "../../../ui/src/text/welcome";
import type { Hands } from "./hands.ts";
import { button, dialog, field, heading, starting, type Thing } from "./page.ts";
import type { Simulator } from "./simulator.ts";
import type { Steps } from "./steps.ts";
import { until } from "./wait.ts";
import type { Window } from "./window.ts";

/** What the walk needs. */
export interface Company {
  window: Window;
  hands: Hands;
  steps: Steps;
  server: Simulator;
  /** Protects the SSH key, where the walk is to have one. */
  passphrase?: string;
}

/** The repository that is cloned. */
export const REPOSITORY = "storefront";

const toasts: Thing = { role: "region", name: noticeWords.toasts };

export async function walk(company: Company): Promise<void> {
  await firstMinute(company);
  await connect(company);
  await clone(company);
  await pullRequest(company);
  await sshKey(company);
}

/** Start, Welcome, Integrations. */
export async function firstMinute({ window: { page }, hands, steps }: Company): Promise<void> {
  await steps.step("Bough starts and says welcome", async () => {
    await page.see(heading(welcomeWords.title));
  });
  await steps.step("Name and e-mail, then “Connect a hosting service”", async () => {
    await hands.fill(field(welcomeWords.name), "Ada Lindqvist");
    await hands.fill(field(welcomeWords.email), "ada@example.org");
    await hands.press(button(starting(welcomeWords.connect)));
    await page.see(heading(forgeNames.bitbucketServer));
  });
}

/** Host URL, token, connected. */
export async function connect({ window, hands, steps, server }: Company): Promise<void> {
  const { page, home } = window;
  const { facts } = server;
  await steps.step("The host URL is checked", async () => {
    await hands.fill(field(hostStepWords.url), facts.base_url);
    await hands.press(button(hostStepWords.check));
    await page.reads(hostStepWords.reachableYes);
  });
  await steps.step("“Generate a token” opens the server's page", async () => {
    await hands.press(button(tokenStepWords.generate(server.host)));
    await until("the token page is opened", () => home.opened().includes(facts.token_page));
  });
  await steps.step("The token is pasted, the account is connected", async () => {
    // The demo server has no certificate: a person must say that this is meant.
    const accept: Thing = { role: "checkbox", name: hostStepWords.plainAccept };
    if (await page.has(accept)) await hands.press(accept);
    await hands.fill(field(tokenStepWords.token), facts.token);
    await hands.press(button(tokenStepWords.connect));
    await page.reads(tokenStepWords.connectedTitle(server.host));
    await page.see(button(accountWords.test));
    await page.reads(accountWords.abilities);
  });
}

/** The clone dialog, progress, the repository. */
export async function clone({ window, hands, steps }: Company): Promise<void> {
  const { page, home } = window;
  const inside = dialog(cloneWords.title);
  // A fork of the same name stands before it.
  const row: Thing = { role: "row", name: new RegExp(`^Storefront / ${REPOSITORY}`), within: inside };
  await steps.step("The clone dialog lists what the account may see", async () => {
    await hands.press(button(preferenceWords.close));
    await hands.press(button(tabWords.newTab));
    await hands.press(button(starting(newTabWords.clone)));
    await page.see(inside);
    await page.see({ role: "row", within: inside });
  });
  await steps.step("Typing finds a repository", async () => {
    await hands.fill({ role: "combobox", name: cloneWords.search, within: inside }, REPOSITORY);
    await page.see(row);
  });
  await steps.step("Its clone begins", async () => {
    await hands.press(row);
    await hands.fill(field(cloneWords.folder, inside), home.clones);
    await hands.press(button(starting(cloneWords.button(REPOSITORY)), inside));
    await page.gone(inside);
    await page.see({ role: "article", name: new RegExp(REPOSITORY), within: toasts });
  });
  await steps.step("The clone ends and the repository opens", async () => {
    await hands.press(button(jobWords.openNow, toasts));
    await page.see({ role: "row", name: /\w/, within: { role: "grid", name: historyWords.grid } });
    assert.ok(existsSync(join(home.clones, REPOSITORY, ".git", "HEAD")), "the clone is not where it was wanted");
  });
}

/** One pull request with its reviewers. */
export async function pullRequest({ window: { page }, hands, steps }: Company): Promise<void> {
  await steps.step("A pull request shows its reviewers and their verdicts", async () => {
    await hands.press({ role: "treeitem", name: /^Pull request \d+, / });
    await page.see(heading(/#\d+$/));
    const reviewers: Thing = { role: "region", name: pullRequestWords.reviewers };
    await page.see({ role: "listitem", within: reviewers });
    await page.reads(/Approved|Needs work|Waiting/, reviewers);
  });
}

/** A fresh SSH key on the clipboard, and the way to the server's page. */
export async function sshKey({ window, hands, steps, server, passphrase }: Company): Promise<void> {
  const { page, home } = window;
  await steps.step("“Generate SSH key” puts the public key on the clipboard", async () => {
    await hands.press(button(toolWords.preferences));
    await hands.press(button(sectionNames.integrations, { role: "navigation", name: preferenceWords.sections }));
    if (passphrase) await hands.fill(field(hostSshWords.passphrase), passphrase);
    await hands.press(button(hostSshWords.generate));
    await page.see({ role: "article", name: hostSshWords.generatedTitle, within: toasts });
    await until("the public key is on the clipboard", () => home.clipboard().startsWith("ssh-ed25519 "));
    const [key] = await window.call<{ path: string; publicKey: string }[]>("list_ssh_keys");
    assert.equal(home.clipboard().trim(), key?.publicKey.trim());
    assert.match(readFileSync(key?.path ?? "", "utf8"), /^-----BEGIN OPENSSH PRIVATE KEY-----/);
  });
  await steps.step("The toast leads to the server's page for SSH keys", async () => {
    const before = home.opened().length;
    await hands.press(button(hostSshWords.openPage, toasts));
    await until("the page is opened", () => home.opened().length > before);
    assert.ok(home.opened().at(-1)?.startsWith(server.facts.base_url), home.opened().at(-1));
  });
}
