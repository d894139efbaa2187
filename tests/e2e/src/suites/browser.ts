/**
 * Signing in through the browser, in the real window and a real browser: an administrator registers Bough, a person allows it,
 * takes it back at the server and allows it again. Pictures of each state in both themes, at the smallest size.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { toolWords } from "../../../../ui/src/text/frame";
import { accountWords, hostStepWords, tokenStepWords } from "../../../../ui/src/text/integrations";
import { oauthWords, registerWords } from "../../../../ui/src/text/oauth";
import { preferenceWords, sectionNames } from "../../../../ui/src/text/preferences";
import { signInWords } from "../../../../ui/src/text/questions";
import { Chromium } from "../chromium.ts";
import { mouse } from "../hands.ts";
import { button, dialog, field, heading, type Thing } from "../page.ts";
import { results } from "../places.ts";
import { welcomed } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { Watch } from "../secrets.ts";
import { picture, steps } from "../steps.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

export async function browser(): Promise<void> {
  const server = await Simulator.start("--https", "--oauth-localhost");
  const window = await Window.open(new Home());
  const browsers: Chromium[] = [];
  try {
    await signIn(window, server, async (url) => {
      const opened = await Chromium.open(url);
      browsers.push(opened);
      return opened;
    });
  } finally {
    for (const each of browsers) await each.end();
    await window.close();
    await server.end();
  }
}

async function signIn(window: Window, server: Simulator, open: (url: string) => Promise<Chromium>): Promise<void> {
  const { page, home, driver } = window;
  const hands = mouse(page);
  const { facts } = server;
  const taken = steps(window, { show: false, folder: "e2e/browser", axe: true });
  const looks = async (name: string) => {
    for (const theme of ["dark", "light"]) {
      const settings = await window.call<Record<string, unknown>>("get_settings");
      await window.call("change_settings", { settings: { ...settings, theme } });
      await until(`it is ${theme}`, () =>
        driver.execute<boolean>("return document.documentElement.dataset.theme === arguments[0];", theme),
      );
      await picture(window, join(results("e2e/browser"), `${name}-${theme}.png`));
    }
  };
  await driver.resize(1024, 700);
  await welcomed(window);

  await taken.step("The server's authority is trusted, and the server added", async () => {
    await window.call("trust_certificate", {
      url: facts.base_url,
      choice: { kind: "authority", sha256: facts.ca_sha256 },
    });
    await hands.press(button(toolWords.preferences));
    await hands.press(button(sectionNames.integrations, { role: "navigation", name: preferenceWords.sections }));
    await hands.fill(field(hostStepWords.url), facts.base_url);
    await hands.press(button(hostStepWords.check));
    await page.see(heading(tokenStepWords.title));
    await hands.press({ role: "radio", name: oauthWords.browser });
    await hands.press(button(oauthWords.addFirst));
    await page.see(heading(server.host));
  });
  let secret = "";
  let watch: Watch | undefined;
  await taken.step("The administrator registers Bough with what the window shows", async () => {
    await hands.press(button(oauthWords.register));
    await looks("wizard");
    await hands.press(button(registerWords.copy));
    const redirect = await until("the redirect URL is on the clipboard", () => home.clipboard().trim() || null);
    await hands.press(button(registerWords.openPage(server.host)));
    const links = await open(await until("the page is opened", () => home.opened().at(-1) ?? null));
    await links.fill("#redirect", redirect);
    await links.press("form button");
    const clientId = await links.text("#client-id");
    secret = await links.text("#client-secret");
    await hands.fill(field(oauthWords.clientId), clientId);
    watch = new Watch(window.driver.pid, [secret]);
    await hands.fill({ role: "textbox", name: oauthWords.secret }, secret);
    await hands.press(button(registerWords.activate));
    await page.see(button(oauthWords.authorise(server.host)));
    await looks("registered");
  });
  const asked = dialog(signInWords.title(server.host));
  const allow = async (from: Thing) => {
    const before = home.opened().length;
    await hands.press(from);
    await page.see(asked);
    const consent = await open(await until("the page is opened", () => home.opened()[before] ?? null));
    return consent;
  };
  await taken.step("A person allows it, and is connected", async () => {
    const consent = await allow(button(oauthWords.authorise(server.host)));
    await consent.press("#allow");
    await consent.reads("Bough has the answer");
    await page.gone(asked);
    await page.see(button(accountWords.test));
    await page.reads(accountWords.byBrowser);
    await looks("connected");
  });
  await taken.step("The server knows the person", async () => {
    await hands.press(button(accountWords.test));
    await page.reads(accountWords.tested);
  });
  await taken.step("What is taken back there is asked for again, in place", async () => {
    const account = await open(`${facts.base_url}/plugins/servlet/oauth2/authorized-applications`);
    assert.equal(await account.text("#count"), "1");
    await account.press("form button");
    await until("it is taken back", async () => (await account.text("#count")) === "0");
    await hands.press(button(accountWords.test));
    await page.reads(accountWords.endedText);
    await looks("ended");
    const card: Thing = { role: "region", name: "Ada Lindqvist" };
    const consent = await allow(button(oauthWords.authorise(server.host), card));
    await consent.press("#deny");
    await page.gone(asked);
    await page.reads(/was told no/);
    const again = await allow(button(oauthWords.authorise(server.host), card));
    await again.press("#allow");
    await page.gone(asked);
    await page.reads(accountWords.byBrowser);
  });
  taken.forEverybody();

  // The secret went in once, and is nowhere to be found: not in a command line or an environment, not in the page.
  assert.ok(secret.length > 20);
  assert.ok(watch && watch.end().samples > 50, "nobody looked");
  const left = await driver.execute<string>(
    "return document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((i) => i.value).join() + JSON.stringify({ ...localStorage, ...sessionStorage });",
  );
  assert.ok(!left.includes(secret), "the page still holds the client secret");
  const codes = home.opened().map((url) => new URL(url).searchParams.get("state") ?? secret);
  for (const line of home.lines()) {
    if (line.opened === undefined)
      assert.ok(!JSON.stringify(line).includes(secret), `an answer holds it: ${line.command}`);
  }
  for (const file of files(home.folder)) {
    const text = readFileSync(file, "latin1");
    assert.ok(!text.includes(secret), `${file} holds the client secret`);
    if (file !== home.record) for (const code of codes) assert.ok(!text.includes(code), `${file} holds a state`);
  }
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isDirectory() ? files(path) : found?.isFile() ? [path] : [];
  });
}
