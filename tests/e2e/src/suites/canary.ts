/** T1.13: the main walk under watch. Afterwards the token and the passphrase are looked for everywhere; only the keyring has them. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { mouse } from "../hands.ts";
import { needed } from "../places.ts";
import { forms, holders, Watch } from "../secrets.ts";
import { Simulator } from "../simulator.ts";
import { steps } from "../steps.ts";
import { walk } from "../walk.ts";
import { Home, Window } from "../window.ts";

export async function canary(): Promise<void> {
  const server = await Simulator.start();
  const token = server.facts.token;
  const passphrase = `CANARY2-${randomBytes(12).toString("hex")}`;
  const secrets = [token, passphrase];
  const home = new Home();
  // Everything Bough can say about itself.
  const window = await Window.open(home, { BOUGH_LOG: "trace" });
  const watch = new Watch(window.driver.pid, secrets);
  try {
    await walk({
      window,
      hands: mouse(window.page),
      steps: steps(window, { show: false, folder: "e2e/canary", axe: false }),
      server,
      passphrase,
    });
    const page = await window.driver.execute<string>(
      "return document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((i) => i.value).join() + JSON.stringify({ ...localStorage, ...sessionStorage });",
    );
    assert.ok(!secrets.some((secret) => page.includes(secret)), "the page still holds a secret");
    const { samples, programs } = watch.end();
    assert.ok(samples > 50, `only ${samples} looks were taken`);
    assert.ok(
      programs.some((program) => program.includes("bough-desktop")),
      `Bough was not watched, only ${programs.join()}`,
    );
    await keptInTheKeyring(window);
    await window.quit();
  } finally {
    await window.close();
    await server.end();
  }
  assert.ok(!secrets.some((secret) => home.clipboard().includes(secret)), "a secret is on the clipboard");
  // The logs were written at all, and say nothing.
  assert.ok(readFileSync(home.log, "utf8").length > 1000, "there is no log to look into");
  const activity = readFileSync(join(home.data, "activity.jsonl"), "utf8");
  for (const kind of ["connectAccount", "generateSshKey", "clone"]) {
    assert.ok(activity.includes(`"${kind}"`), `the activity log does not know of ${kind}`);
  }
  const found = holders([home.folder, needed("BOUGH_STAGE")], secrets);
  assert.deepEqual(found, [], "a secret stands in a file");
  whatALookWouldFind(token);
}

/** A connected account without a kept token would make this test worth nothing. */
async function keptInTheKeyring(window: Window): Promise<void> {
  const hosts = await window.call<{ accounts: { kept: { kind: string } }[] }[]>("list_hosts");
  assert.equal(hosts[0]?.accounts[0]?.kept.kind, "keychain", "the token was not kept in the keyring");
  const keyrings = join(needed("XDG_DATA_HOME"), "keyrings");
  const sizes = readdirSync(keyrings).map((name) => readFileSync(join(keyrings, name)).length);
  assert.ok(Math.max(...sizes) > 200, "there is no keyring file");
}

/** The search finds what it is meant to find: itself, and as the password of a Basic header at each offset. */
function whatALookWouldFind(token: string): void {
  for (const user of ["a", "ab", "abc"]) {
    const header = Buffer.from(`${user}:${token}`).toString("base64");
    assert.ok(
      forms(token).some((form) => header.includes(form)),
      `a Basic header of ${user} would go unseen`,
    );
  }
}
