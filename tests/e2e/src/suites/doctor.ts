/** The connection doctor in the real window: all well, a key that the server does not know, a certificate that nobody vouches for. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { cloneWords } from "../../../../ui/src/text/clone";
import { doctorWords, partNames } from "../../../../ui/src/text/doctor";
import { describeFault } from "../../../../ui/src/text/faults";
import { noticeWords, tabWords, toolWords } from "../../../../ui/src/text/frame";
import { hostStepWords } from "../../../../ui/src/text/integrations";
import { preferenceWords, sectionNames } from "../../../../ui/src/text/preferences";
import { trustWords } from "../../../../ui/src/text/questions";
import { remedyLabels } from "../../../../ui/src/text/remedies";
import { newTabWords } from "../../../../ui/src/text/welcome";
import { inEveryDress } from "../dress.ts";
import { type Hands, keyboard, mouse } from "../hands.ts";
import { button, dialog, field, type Thing } from "../page.ts";
import { opened, signedIn, welcomed } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { type Steps, steps } from "../steps.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

interface Company {
  window: Window;
  hands: Hands;
  taken: Steps;
  server: Simulator;
  /** Where axe's findings go; none: this way takes no pictures of every dress. */
  found: string[] | null;
}

const block: Thing = { role: "group", name: doctorWords.group };
const list: Thing = { role: "list", name: doctorWords.steps, within: block };

export async function doctor(): Promise<void> {
  for (const way of ["mouse", "keyboard"] as const) {
    const server = await Simulator.start("--https", "--ssh-key-upload");
    try {
      await inAWindow(way, server, async (company) => {
        await well(company);
        await keyUnknown(company);
      });
      await inAWindow(way, server, untrusted);
    } finally {
      await server.end();
    }
    const gone = await Simulator.start();
    try {
      await inAWindow(way, gone, offered);
    } finally {
      await gone.end();
    }
  }
}

async function inAWindow(way: "mouse" | "keyboard", server: Simulator, act: (company: Company) => Promise<void>) {
  const window = await Window.open(new Home());
  const hands = way === "mouse" ? mouse(window.page) : keyboard(window.page);
  const taken = steps(window, { show: false, folder: `e2e/doctor-${way}-${act.name || "well"}`, axe: way === "mouse" });
  const found: string[] | null = way === "mouse" ? [] : null;
  try {
    await act({ window, hands, taken, server, found });
    taken.forEverybody();
    assert.deepEqual(found ?? [], []);
  } catch (error) {
    throw new Error(`By ${way}; the page said: ${await window.page.text().catch(() => "")}`, { cause: error });
  } finally {
    await window.close();
  }
}

async function integrations({ hands }: Company): Promise<void> {
  await hands.press(button(toolWords.preferences));
  await hands.press(button(sectionNames.integrations, { role: "navigation", name: preferenceWords.sections }));
}

async function look({ window, found }: Company, name: string): Promise<void> {
  if (!found) return;
  await inEveryDress(window, name, found);
  await window.driver.resize(1280, 800);
}

/** Every step is fine, or has nothing to look at. */
async function well(company: Company): Promise<void> {
  const { window, hands, taken, server } = company;
  const { base_url: url, ca_sha256: sha256, token } = server.facts;
  await taken.step("The server's page offers an examination", async () => {
    await window.call("trust_certificate", { url, choice: { kind: "authority", sha256 } });
    await signedIn(window, server);
    await integrations(company);
    await window.page.see(button(doctorWords.examine, block));
  });
  await look(company, "doctor-offered");
  await taken.step("A healthy server is fine throughout", async () => {
    await hands.press(button(doctorWords.examine, block));
    await window.page.see(list);
    await window.page.reads(doctorWords.fine, block);
  });
  await look(company, "doctor-well");
  await taken.step("The report is on the clipboard, without the token", async () => {
    await hands.press(button(doctorWords.copy, block));
    await window.page.reads(doctorWords.copied, { role: "region", name: noticeWords.toasts });
    await until("the report is on the clipboard", () => window.home.clipboard().startsWith(`Connection to ${url}`));
    assert.ok(!window.home.clipboard().includes(token), "the token is in the report");
  });
}

/** "The first red step has a Fix". */
async function keyUnknown(company: Company): Promise<void> {
  const { window, hands, taken, server } = company;
  const hosts = await window.call<{ id: string; pages: { sshKeys: string } }[]>("list_hosts");
  await taken.step("A key that the server doesn't know is the first step that fails", async () => {
    await window.call("generate_ssh_key", { host: hosts[0]?.id, passphrase: null, comment: null });
    writeFileSync(join(window.home.ssh, "known_hosts"), `${server.facts.known_hosts}\n`);
    await hands.press(button(doctorWords.again, block));
    await window.page.reads(doctorWords.broken("sshKeys"), block);
  });
  await look(company, "doctor-key-unknown");
  await taken.step("What stands behind a finding can be unfolded", async () => {
    await hands.press(button(doctorWords.chain, list));
    await window.page.reads("SHA-256", list);
  });
  await look(company, "doctor-chain");
  await taken.step("Its fix leads to the server's page", async () => {
    await hands.press(button(remedyLabels.openKeysPage, block));
    const page = hosts[0]?.pages.sshKeys ?? "";
    await until("the page is opened", () => window.home.opened().includes(page));
  });
  await taken.step("With the key over there it is fine again", async () => {
    const [key] = await window.call<{ path: string }[]>("list_ssh_keys");
    const accounts = await window.call<{ accounts: { id: string }[] }[]>("list_hosts");
    await window.call("upload_ssh_key", { account: accounts[0]?.accounts[0]?.id, path: key?.path });
    await hands.press(button(doctorWords.again, block));
    await window.page.reads(doctorWords.fine, block);
  });
}

/** Offered where a server can't be added: its certificate is judged from the step that fails. */
async function untrusted(company: Company): Promise<void> {
  const { window, hands, taken, server } = company;
  await taken.step("A server that nobody vouches for is examined before it is added", async () => {
    await welcomed(window);
    await integrations(company);
    await hands.fill(field(hostStepWords.url), server.facts.base_url);
    await hands.press(button(hostStepWords.check));
    await hands.press(button(doctorWords.examine, block));
    await window.page.reads(doctorWords.broken("encryption"), block);
  });
  await look(company, "doctor-untrusted");
  await taken.step("The certificate is trusted, and the examination goes on by itself", async () => {
    await hands.press(button(remedyLabels.judgeCertificate, block));
    const asked: Thing = { role: "alertdialog", name: trustWords.title(server.host) };
    await hands.press({ role: "radio", name: new RegExp(`^${trustWords.pin}`), within: asked });
    await hands.press(button(trustWords.trust, asked));
    await window.page.reads(doctorWords.fine, block);
    await window.page.reads(partNames.product, list);
  });
}

/** Offered wherever the way to a server is what fails, and begun by that. */
async function offered({ window, hands, taken, server, found }: Company): Promise<void> {
  const { page } = window;
  const toasts: Thing = { role: "region", name: noticeWords.toasts };
  const account = await signedIn(window, server);
  await opened({ window, hands }, account);
  await taken.step("A fetch that ends at the network leads to the doctor", async () => {
    await server.end();
    await hands.press(button(toolWords.fetch));
    await page.reads(describeFault({ kind: "offline", host: server.host, detail: "" }).title, toasts);
    await page.see(button(doctorWords.examine, toasts));
  });
  if (found) await inEveryDress(window, "doctor-offered-fetch", found);
  await taken.step("The page of that server is shown, and it is being looked at", async () => {
    await hands.press(button(doctorWords.examine, toasts));
    await page.reads(doctorWords.broken("connection"), block);
  });
  await taken.step("So does a list in a dialog, which goes out of the way", async () => {
    const inside = dialog(cloneWords.title);
    await hands.press(button(preferenceWords.close));
    await hands.press(button(tabWords.newTab));
    await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
    await page.see(button(doctorWords.examine, { role: "alert", within: inside }));
  });
  if (found) await inEveryDress(window, "doctor-offered-list", found);
  await taken.step("And leads to the same page", async () => {
    await hands.press(button(doctorWords.examine, { role: "alert", within: dialog(cloneWords.title) }));
    await page.gone(dialog(cloneWords.title));
    await page.reads(doctorWords.broken("connection"), block);
  });
}
