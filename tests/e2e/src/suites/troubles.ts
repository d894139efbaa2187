/** What goes wrong in the first minutes, in the real window: certificate, token, host key, quitting in mid-clone, server gone, no keyring. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { cloneWords, protocolWords } from "../../../../ui/src/text/clone";
import { noticeWords, tabWords, toolWords } from "../../../../ui/src/text/frame";
import { accountWords, hostStepWords, tokenStepWords } from "../../../../ui/src/text/integrations";
import { actionLabels, describeFault } from "../../../../ui/src/text/faults";
import { jobWords } from "../../../../ui/src/text/jobs";
import { sectionNames } from "../../../../ui/src/text/preferences";
import { hostKeyWords, trustWords } from "../../../../ui/src/text/questions";
import { newTabWords } from "../../../../ui/src/text/welcome";
import { type Hands, mouse } from "../hands.ts";
import { button, dialog, field, type Thing } from "../page.ts";
import { beginClone, signedIn, welcomed } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

interface Scene {
  play(company: Company): Promise<void>;
  /** Options of the demo server. */
  server?: string[];
  env?: Record<string, string>;
}

/** All scenes, or those that are named. */
export async function troubles(names: Set<string>): Promise<void> {
  const scenes: Scene[] = [
    { play: privateAuthority, server: ["--https"] },
    { play: wrongTokenThenServerGone },
    { play: unknownHostKey, server: ["--ssh-key-upload"] },
    // Slow enough that it is still under way when it is looked at.
    { play: quitInMidClone, server: ["--fault", "throttle=20000@/scm"] },
    { play: withoutAKeyring, env: { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere" } },
  ];
  for (const one of scenes) if (names.size === 0 || names.has(one.play.name)) await scene(one);
}

interface Company {
  window: Window;
  hands: Hands;
  server: Simulator;
}

async function scene({ play, server = [], env = {} }: Scene): Promise<void> {
  const running = await Simulator.start(...server);
  try {
    const window = await Window.open(new Home(), env);
    try {
      await play({ window, hands: mouse(window.page), server: running });
    } catch (error) {
      throw new Error(`Scene “${play.name}” failed; the page said: ${await window.page.text().catch(() => "")}`, {
        cause: error,
      });
    } finally {
      await window.close();
    }
  } finally {
    await running.end();
  }
}

const alert: Thing = { role: "alert" };
const questionBox: Thing = { role: "alertdialog" };
const toasts: Thing = { role: "region", name: noticeWords.toasts };

async function toIntegrations({ window, hands }: Company): Promise<void> {
  await welcomed(window);
  await hands.press(button(toolWords.preferences));
  await hands.press(button(sectionNames.integrations));
}

/** A server with a certificate of its company's authority: nothing is sent before a person has trusted it. */
async function privateAuthority(company: Company): Promise<void> {
  const { window, hands, server } = company;
  const { page } = window;
  await toIntegrations(company);
  await hands.fill(field(hostStepWords.url), server.facts.base_url);
  await hands.press(button(hostStepWords.check));
  // The dialog comes by itself or behind a button; both are fine.
  const look = button(actionLabels.judgeCertificate);
  await until("the certificate is shown", async () => {
    if (await page.has(questionBox)) return true;
    if (await page.has(look)) await hands.press(look);
    return false;
  });
  await page.reads(trustWords.sha256, questionBox);
  assert.ok(!(await page.usable(button(trustWords.trust, questionBox))), "it can be trusted without a choice");
  await hands.press({ role: "radio", name: new RegExp(`^${trustWords.authority}`), within: questionBox });
  await hands.press(button(trustWords.trust, questionBox));
  await page.gone(questionBox);
  await page.reads(hostStepWords.certificateFine);
  await hands.fill(field(tokenStepWords.token), server.facts.token);
  await hands.press(button(tokenStepWords.connect));
  await page.see(button(accountWords.test));
}

/** A wrong token is tried once and said so; the form keeps it. Then the server goes away, and that is said too. */
async function wrongTokenThenServerGone(company: Company): Promise<void> {
  const { window, hands, server } = company;
  const { page } = window;
  await toIntegrations(company);
  await hands.fill(field(hostStepWords.url), server.facts.base_url);
  await hands.press(button(hostStepWords.check));
  await hands.press({ role: "checkbox", name: hostStepWords.plainAccept });
  await hands.fill(field(tokenStepWords.token), "BBDC-wrong");
  await hands.press(button(tokenStepWords.connect));
  const rejected = describeFault({ kind: "signIn", host: server.host, reason: "rejected", detail: "" });
  await page.reads(rejected.title, alert);
  assert.equal(await page.value(field(tokenStepWords.token)), "BBDC-wrong", "the form was emptied");
  await hands.fill(field(tokenStepWords.token), server.facts.token);
  await hands.press(button(tokenStepWords.connect));
  await page.see(button(accountWords.test));
  await server.end();
  await hands.press(button(accountWords.test));
  await page.reads(describeFault({ kind: "offline", host: server.host, detail: "" }).title, alert);
}

/** The first clone over SSH asks for the host key, with the fingerprint that the server's website names beside it. */
async function unknownHostKey(company: Company): Promise<void> {
  const { window, hands, server } = company;
  const { page, home } = window;
  const account = await signedIn(window, server);
  const hosts = await window.call<{ id: string }[]>("list_hosts");
  const key = await window.call<{ path: string }>("generate_ssh_key", {
    host: hosts[0]?.id,
    passphrase: null,
    comment: null,
  });
  const upload = await window.call<{ kind: string }>("upload_ssh_key", { account, path: key.path });
  assert.equal(upload.kind, "uploaded");
  await hands.press(button(tabWords.newTab));
  await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
  const inside = dialog(cloneWords.title);
  await hands.fill({ role: "combobox", name: cloneWords.search, within: inside }, "storefront");
  await hands.press({ role: "row", name: /^Storefront \/ storefront/, within: inside });
  await hands.press({ role: "radio", name: protocolWords.ssh, within: inside });
  await hands.fill(field(cloneWords.folder, inside), home.clones);
  await hands.press(button(cloneWords.button("storefront"), inside));
  await page.see(questionBox);
  assert.ok(server.facts.ssh_fingerprint, "the server has no SSH");
  await page.reads(server.facts.ssh_fingerprint, questionBox);
  await page.reads(hostKeyWords.matches, questionBox);
  await hands.press(button(hostKeyWords.accept, questionBox));
  await page.see(button(jobWords.openNow, toasts));
  assert.ok(readdirSync(join(home.clones, "storefront")).includes(".git"));
}

/** Closing the window in mid-clone leaves no folder behind, and the process ends by itself. */
async function quitInMidClone({ window, server }: Company): Promise<void> {
  const account = await signedIn(window, server);
  await beginClone(window, account, "SHOP", "storefront");
  await until("objects arrive", () =>
    window.home.lines().some((line) => JSON.stringify(line).includes('"stage":"receiving"')),
  );
  assert.ok(
    readdirSync(window.home.clones).some((name) => name.endsWith(".partial")),
    "there is no clone under way",
  );
  await window.quit();
  assert.deepEqual(readdirSync(window.home.clones), []);
}

/** Without a session bus the token is kept in memory, and the window says so and why. */
async function withoutAKeyring({ window, hands, server }: Company): Promise<void> {
  await signedIn(window, server);
  await hands.press(button(toolWords.preferences));
  await hands.press(button(sectionNames.integrations));
  await window.page.reads(accountWords.memory);
}
