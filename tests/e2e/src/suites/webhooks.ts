/** Webhooks in the real window: hidden with a reason, created with a secret, tested against a real listener, told of a push, deleted. */
import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { paletteWords } from "../../../../ui/src/text/frame";
import { webhookFormWords, webhookWords } from "../../../../ui/src/text/webhooks";
import { bothWays, type Company as Told } from "../both_ways.ts";
import { button, dialog, field, type Thing } from "../page.ts";
import { needed } from "../places.ts";
import { sought } from "../palette.ts";
import { opened, signedIn } from "../ready.ts";
import { holders, Watch } from "../secrets.ts";
import type { Simulator } from "../simulator.ts";
import { until } from "../wait.ts";

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a webhook leads to: it remembers what came and answers as it is told to. */
class Listener {
  readonly heard: Heard[] = [];
  answer = { status: 202, words: "queued" };
  readonly #server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      this.heard.push({ headers: request.headers, body });
      response.writeHead(this.answer.status).end(this.answer.words);
    });
  });

  static async start(): Promise<Listener> {
    const listener = new Listener();
    await new Promise<void>((listening) => listener.#server.listen(0, "127.0.0.1", listening));
    return listener;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  end(): void {
    this.#server.close();
  }
}

interface Company extends Told {
  listener: Listener;
  /** What is typed as a secret. */
  typed: string;
}

const inside = dialog(webhookWords.title("SHOP/storefront"));
const name = "Prebuilds";
const card: Thing = { role: "article", name, within: inside };

export async function webhooks(): Promise<void> {
  // Everything Bough can say about itself.
  await bothWays("webhooks", told, { BOUGH_LOG: "trace" });
}

async function told(by: Told): Promise<void> {
  const { window } = by;
  const listener = await Listener.start();
  const typed = `CANARY3-${randomBytes(12).toString("hex")}`;
  const watch = new Watch(window.driver.pid, [typed]);
  const company = { ...by, listener, typed };
  try {
    await hidden(company);
    await created(company);
    await delivered(company);
    await signedAnew(company);
    await looked(company);
    await removed(company);
    assert.ok(watch.end().samples > 50, "nobody looked at command lines and environments");
    await window.quit();
    assert.deepEqual(holders([window.home.folder, needed("BOUGH_STAGE")], [typed]), [], "the secret stands in a file");
  } finally {
    listener.end();
  }
}

/** The palette with the entry for the repository in front, and the reason where it can't be taken. */
async function entry(company: Told, reason?: string): Promise<void> {
  await sought(company, "webhooks", [webhookWords.showFront, reason].filter(Boolean).join(", "));
}

/** "Needs repository admin, otherwise hidden with a reason". */
async function hidden(company: Company): Promise<void> {
  const { window, taken, server } = company;
  const account = await signedIn(window, server);
  await taken.step("Without the right it is said why", async () => {
    await opened(company, account);
    await entry(company, webhookWords.noRight);
  });
  // The first empties the field.
  await window.driver.press("Escape", "Escape");
  await window.page.gone(dialog(paletteWords.title));
  const hosts = await window.call<{ id: string }[]>("list_hosts");
  const { admin_token: token } = server.facts;
  await window.call("connect_account", { host: hosts[0]?.id, token, tokenExpires: null });
}

/** "Selecting the repository will install a webhook". */
async function created(company: Company): Promise<void> {
  const { window, hands, taken, server, listener } = company;
  const { page } = window;
  await taken.step("There are none, and it is said what they are for", async () => {
    await entry(company);
    await window.driver.press("Enter");
    await page.reads(webhookWords.noneText, inside);
  });
  await taken.step("What can't be is told at its field", async () => {
    await hands.press(button(webhookWords.create, inside));
    await hands.fill(field(webhookFormWords.name, inside), name);
    await hands.fill(field(webhookFormWords.url, inside), "ci.kestrel.example");
    await hands.press(button(webhookFormWords.create, inside));
    await page.reads(/This is no web address/, inside);
  });
  await taken.step("It is created, and its secret is on the clipboard and nowhere else", async () => {
    await hands.fill(field(webhookFormWords.url, inside), listener.url("/prebuild"));
    await hands.press({ role: "checkbox", name: "Merged", within: inside });
    await hands.press(button(webhookFormWords.create, inside));
    await page.reads(webhookWords.copied, inside);
    await page.see(card);
    const secret = await until("the secret is on the clipboard", async () => {
      const text = window.home.clipboard();
      return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
    });
    assert.equal(await kept(server), secret);
    assert.ok(!(await page.text()).includes(secret), "the page shows the secret");
  });
}

/** The secret that the server keeps. */
async function kept(server: Simulator): Promise<string | undefined> {
  const { base_url: base, admin_token: token } = server.facts;
  const answer = await fetch(`${base}/rest/api/latest/projects/SHOP/repos/storefront/webhooks`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const page = (await answer.json()) as { values: { configuration: { secret?: string } }[] };
  return page.values[0]?.configuration.secret;
}

/** "… and enable automatic prebuilds": the test and a push arrive. */
async function delivered({ window, hands, taken, server, listener }: Company): Promise<void> {
  const { page, home } = window;
  const test = button(webhookWords.testNamed(name), inside);
  await taken.step("A test arrives, signed, and its answer is shown", async () => {
    await hands.press(test);
    await page.reads(/taken, 202/, card);
    await page.reads("queued", card);
    const ping = listener.heard.at(-1);
    assert.equal(ping?.headers["x-event-key"], "diagnostics:ping");
    const signature = createHmac("sha256", (await kept(server)) ?? "")
      .update(ping.body)
      .digest("hex");
    assert.equal(ping.headers["x-hub-signature"], `sha256=${signature}`);
  });
  await taken.step("A test that is not taken says what the other end said", async () => {
    listener.answer = {
      status: 503,
      words: `<h1>Builders are asleep</h1>\n${"no worker is free; ".repeat(60)}\u202Egnp`,
    };
    await hands.press(test);
    await page.reads(/not taken, 503/, card);
    await page.reads(/<h1>Builders are asleep<\/h1>/, card);
  });
  await taken.step("A push arrives, and the deliveries tell of both", async () => {
    listener.answer = { status: 200, words: "" };
    const work = join(home.clones, "storefront");
    const { user, admin_token: token } = server.facts;
    const helper = `credential.helper=!f() { echo username=${user}; echo password=$BOUGH_TEST_TOKEN; }; f`;
    const git = (...words: string[]) => {
      const environment = { ...home.environment(), BOUGH_TEST_TOKEN: token };
      const said = spawnSync("git", ["-C", work, "-c", helper, ...words], { env: environment, encoding: "utf8" });
      assert.equal(said.status, 0, said.stderr);
    };
    git("push", "origin", "HEAD:refs/heads/prebuilt");
    await until("the push was told", () =>
      Promise.resolve(listener.heard.some(({ headers }) => headers["x-event-key"] === "repo:refs_changed")),
    );
    await hands.press(button(webhookWords.deliveriesNamed(name), inside));
    const list: Thing = { role: "region", name: webhookWords.deliveriesNamed(name), within: inside };
    await page.reads(/not taken, 503/, list);
    await page.reads(/without an answer/, list);
    await hands.press(button(webhookWords.deliveriesNamed(name), inside));
  });
}

/** A secret that is typed goes to the server and stays nowhere. */
async function signedAnew({ window, hands, taken, server, typed }: Company): Promise<void> {
  const { page } = window;
  await taken.step("Another secret is typed", async () => {
    await hands.press(button(webhookWords.changeNamed(name), inside));
    await hands.press({ role: "radio", name: webhookFormWords.secrets.given, within: inside });
    await hands.fill(field(webhookFormWords.typed, inside), typed);
  });
  await taken.step("The server has it, the page does not", async () => {
    await hands.press(button(webhookFormWords.save, inside));
    await page.see(card);
    assert.equal(await kept(server), typed);
    const whole = await window.driver.execute<string>(
      "return document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((i) => i.value).join();",
    );
    assert.ok(!whole.includes(typed), "the page still holds the secret");
  });
}

/** Long names, many of them, in both themes and in the smallest window: for whoever looks at the pictures. */
async function looked(company: Company): Promise<void> {
  const { window, hands, taken, server } = company;
  const { page } = window;
  const { base_url: base, admin_token: token } = server.facts;
  const long = "Tells the builders of every orchard in the valley about each and every push ".repeat(3).trim();
  for (const [title, url] of [
    [long, `https://builders.kestrel.example/${"a-rather-long-path/".repeat(12)}hook?from=bitbucket`],
    ["évil \u202Egnp 梨", "https://hooks.kestrel.example/x"],
  ]) {
    const answer = await fetch(`${base}/rest/api/latest/projects/SHOP/repos/storefront/webhooks`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "X-Atlassian-Token": "no-check",
      },
      body: JSON.stringify({
        name: title,
        url,
        events: ["repo:refs_changed", "pr:opened", "pr:merged"],
        active: false,
        sslVerificationRequired: false,
      }),
    });
    assert.equal(answer.status, 201);
  }
  const shut = button("Close", inside);
  const again = async () => {
    await hands.press(shut);
    await page.gone(inside);
    await entry(company);
    await window.driver.press("Enter");
    await page.see({ role: "article", name: /^Tells the builders/, within: inside });
  };
  await taken.step("Long names stay in their places", again);
  await taken.step("What is nowhere has no answer", async () => {
    await hands.press(button(/^Test évil/, inside));
    await page.reads(/UnknownHostException: hooks\.kestrel\.example/, inside);
  });
  const settings = await window.call<Record<string, unknown>>("get_settings");
  const size = await window.driver.rect();
  await taken.step("The same in a small light window", async () => {
    await window.call("change_settings", { settings: { ...settings, theme: "light" } });
    await window.driver.resize(1024, 700);
    await page.settled();
  });
  await taken.step("The form in a small light window", async () => {
    await hands.press(button(webhookWords.changeNamed(name), inside));
    await page.see(field(webhookFormWords.name, inside));
  });
  await window.call("change_settings", { settings });
  await window.driver.resize(size.width, size.height);
  await taken.step("The form as it is", async () => {
    await page.settled();
  });
  await hands.press(button(webhookFormWords.cancel, inside));
}

async function removed({ window, hands, taken }: Company): Promise<void> {
  const { page } = window;
  await taken.step("Deleting asks, and names the webhook", async () => {
    await hands.press(button(webhookWords.removeNamed(name), inside));
    await page.see({ role: "group", name: webhookWords.removeTitle(name), within: inside });
  });
  await taken.step("It is gone", async () => {
    await hands.press(button(webhookWords.remove, { role: "group", name: webhookWords.removeTitle(name) }));
    await page.gone(card);
  });
}
