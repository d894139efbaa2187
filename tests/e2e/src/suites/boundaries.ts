/** What the page can't do, tried from inside the real window (T1.3, T7.3), and the door that a release keeps shut (T1.4). */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Driver, Refusal } from "../driver.ts";
import { needed } from "../places.ts";
import { look } from "../screen.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

export async function boundaries(): Promise<void> {
  const window = await Window.open(new Home());
  try {
    await nowhereToGo(window);
    await nothingFromOutside(window);
    await oneCommand(window);
    await hostileArguments(window);
  } finally {
    await window.close();
  }
  await releaseRefusesAutomation();
}

/** T1.3: no navigation, no window, no frame, no form leaves the application. */
async function nowhereToGo({ driver, page }: Window): Promise<void> {
  const at = await driver.url();
  const away = [
    "https://example.org/",
    "data:text/html,x",
    "about:blank",
    "file:///etc/passwd",
    "tauri://evil/",
    "javascript:void(window.__pwned=1)",
  ];
  for (const url of away) {
    await driver.execute("location.href = arguments[0];", url).catch(() => undefined);
    await driver.execute(
      "const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click(); a.remove();",
      url,
    );
    assert.equal(
      await driver.execute("return String(window.open(arguments[0]));", url),
      "null",
      `a window opened for ${url}`,
    );
    await page.settled();
    assert.equal(await driver.url(), at, `the window went to ${url}`);
  }
  await driver.execute(`const form = document.createElement("form"); form.action = "https://example.org/"; document.body.append(form);
    form.submit(); form.remove();`);
  await page.settled();
  assert.equal(await driver.url(), at, "a form left the application");
  assert.ok(await driver.execute("return !!document.getElementById('root').firstChild;"), "the page went away");
}

/** T1.3: no script, style, picture, connection, frame or worker that isn't ours. */
async function nothingFromOutside({ driver }: Window): Promise<void> {
  const tried = await driver.executeAsync<Record<string, string>>(`
    const done = arguments[arguments.length - 1];
    const refused = [];
    document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    const settle = (promise) => promise.then(() => "allowed", () => "refused");
    const element = (name, attributes) => {
      const made = Object.assign(document.createElement(name), attributes);
      const seen = new Promise((load, fail) => { made.onload = load; made.onerror = fail; });
      document.head.append(made);
      return settle(seen);
    };
    const inside = (name, attributes, text) => {
      document.head.append(Object.assign(document.createElement(name), attributes, text ? { textContent: text } : {}));
      return window.__pwned ? "allowed" : "refused";
    };
    const code = (work) => { try { work(); return "allowed"; } catch { return "refused"; } };
    (async () => {
      const answers = {
        fetch: await settle(fetch("https://example.org/")),
        loopback: await settle(fetch("http://127.0.0.1:1/")),
        socket: await settle(new Promise((open, fail) => { const s = new WebSocket("wss://example.org/"); s.onopen = open; s.onerror = fail; })),
        eval: code(() => (0, eval)("1")),
        compile: code(() => new Function("return 1")()),
        inline: inside("script", {}, "window.__pwned = 1"),
        remote: await element("script", { src: "https://example.org/x.js" }),
        encoded: await element("script", { src: "data:text/javascript,window.__pwned=2" }),
        blob: await element("script", { src: URL.createObjectURL(new Blob(["window.__pwned=3"])) }),
        picture: await element("img", { src: "https://example.org/x.png" }),
        frame: inside("iframe", { srcdoc: "<script>parent.__pwned=4</script>" }),
        worker: code(() => { const w = new Worker(URL.createObjectURL(new Blob(["0"]))); w.terminate(); }) === "refused" || refused.length ? "refused" : "allowed",
        base: (() => { const base = Object.assign(document.createElement("base"), { href: "https://example.org/" }); document.head.append(base);
          const moved = document.baseURI.startsWith("https://example.org"); base.remove(); return moved ? "allowed" : "refused"; })(),
        style: (() => { const style = document.createElement("style"); style.textContent = "body { --pwned: 1 }"; document.head.append(style);
          const worn = getComputedStyle(document.body).getPropertyValue("--pwned"); style.remove(); return worn ? "allowed" : "refused"; })(),
        prototype: code(() => { "use strict"; Object.prototype.pwned = 1; }) === "allowed" && {}.pwned === 1 ? "allowed" : "refused",
        global: "__TAURI__" in window ? "allowed" : "refused",
      };
      done({ ...answers, pwned: window.__pwned ? "allowed" : "refused" });
    })();`);
  for (const [what, verdict] of Object.entries(tried)) assert.equal(verdict, "refused", `the page may use ${what}`);
}

/** T7.3: everything but the one command and listening is not allowed. */
async function oneCommand({ driver }: Window): Promise<void> {
  const commands = [
    "plugin:clipboard-manager|read_text",
    "plugin:clipboard-manager|write_text",
    "plugin:opener|open_url",
    "plugin:event|emit",
    "plugin:window|create",
    "plugin:window|set_title",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:path|resolve_directory",
    "plugin:app|version",
    "plugin:resources|close",
    "plugin:fs|read_text_file",
    "plugin:shell|execute",
    "plugin:dialog|open",
    "anything_else",
  ];
  for (const command of commands) {
    const said = await invoke(driver, command, {});
    assert.ok(said.refused !== undefined, `${command} was allowed`);
    assert.match(said.refused, /not allowed|not found/, command);
  }
}

/** T7.3: the core refuses what does not fit, and stays usable. */
async function hostileArguments(window: Window): Promise<void> {
  const hostile: [string, unknown][] = [
    ["no_such_command", {}],
    ["get_settings", { extra: 1 }],
    ["get_rows", { id: "../../etc", start: -1, count: 1e12 }],
    ["open_link", { url: "file:///etc/passwd" }],
    ["open_link", { url: "javascript:alert(1)" }],
    ["open_link", { url: "https://good@evil.example/" }],
    ["open_link", { url: "-a Calculator" }],
    ["open_repository", { path: "\u0000" }],
    ["probe_host", { url: "a".repeat(100_000) }],
    ["connect_account", { host: "00000000-0000-0000-0000-000000000000", token: "", tokenExpires: null }],
    ["answer_question", { id: "00000000-0000-0000-0000-000000000000", answer: { kind: "accept" } }],
  ];
  for (const [name, args] of hostile) {
    const said = await invoke(window.driver, "call", { name, arguments: args });
    assert.ok(said.refused !== undefined, `${name} took ${JSON.stringify(args).slice(0, 100)}`);
    assert.match(said.refused, /"kind":"\w+"/, `${name} was not refused with a fault: ${said.refused}`);
  }
  await hostileClones(window);
  assert.equal(window.home.opened().length, 0, "a page was opened");
  await window.call("get_application");
}

/** An address that names a program, or a folder outside: refused at once, or the job fails. Nothing appears on disk. */
async function hostileClones(window: Window): Promise<void> {
  const canary = join(window.home.folder, "canary");
  const wishes = [
    { url: `ext::sh -c touch% ${canary}`, name: "x" },
    { url: `-oProxyCommand=touch ${canary}:x`, name: "x" },
    { url: `ssh://-oProxyCommand=touch%20${canary}/x`, name: "x" },
    { url: "git://127.0.0.1/x", name: "x" },
    { url: "ftp://127.0.0.1/x", name: "x" },
    { url: "https://127.0.0.1:1/x", name: "../x" },
  ];
  for (const { url, name } of wishes) {
    const source = { kind: "url", url };
    const wish = { source, folder: window.home.clones, name, branch: null, depth: null, submodules: false };
    const said = await invoke(window.driver, "call", { name: "clone_repository", arguments: wish });
    if (said.refused !== undefined) continue;
    await until(`the clone of ${url} fails`, async () => {
      const jobs = await window.call<{ id: string; state: { kind: string } }[]>("list_jobs");
      return jobs.find(({ id }) => id === said.allowed)?.state.kind === "failed";
    });
  }
  assert.ok(!existsSync(canary), "an address started a program");
  assert.deepEqual(readdirSync(window.home.clones), []);
}

async function invoke(
  driver: Driver,
  command: string,
  args: unknown,
): Promise<{ refused?: string; allowed?: unknown }> {
  return await driver.executeAsync(
    `const done = arguments[arguments.length - 1];
     window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then(
       (allowed) => done({ allowed }),
       (refused) => done({ refused: typeof refused === "string" ? refused : JSON.stringify(refused) }));`,
    command,
    args,
  );
}

/** T1.4: the window as it is delivered opens, and no driver gets hold of it. */
async function releaseRefusesAutomation(): Promise<void> {
  const home = new Home();
  const empty = look({ x: 0, y: 0, width: 1680, height: 1050 });
  const session = Driver.start({
    binary: needed("BOUGH_PLAIN_DESKTOP"),
    args: home.arguments(),
    env: home.environment(),
    log: home.log,
    // The driver itself would wait for ever.
    patience: 12_000,
  });
  const refused = session.then(
    async (driver) => {
      await driver.end();
      return false;
    },
    (error: unknown) => error instanceof Refusal || (error instanceof Error && error.name === "TimeoutError"),
  );
  await until(
    "the delivered window is on the screen",
    () => !look({ x: 0, y: 0, width: 1680, height: 1050 }).equals(empty),
  );
  assert.ok(await refused, "WebDriver took over a window without the door for it");
}
