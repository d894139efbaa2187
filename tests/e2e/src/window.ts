/** A Bough in its real window: own home, own data folder, own record of what left it. */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Driver } from "./driver.ts";
import { Page } from "./page.ts";
import { fresh, needed } from "./places.ts";
import { alive, descendants } from "./processes.ts";
import { until } from "./wait.ts";

/** One line of the record. */
export interface Line {
  /** Milliseconds since 1970. */
  at: number;
  command?: string;
  answer?: unknown;
  fault?: unknown;
  event?: { kind: string };
  opened?: string;
}

/** Where one Bough lives; survives its window. */
export class Home {
  readonly folder = fresh("home");
  readonly data = join(this.folder, "data");
  readonly ssh = join(this.folder, ".ssh");
  readonly clones = join(this.folder, "clones");
  readonly record = join(this.folder, "record.jsonl");
  readonly log = join(this.folder, "window.log");

  constructor() {
    for (const path of [this.ssh, this.clones]) mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  /** The environment of the window: complete, so that nothing of the developer's leaks in. */
  environment(): Record<string, string> {
    const taken = ["PATH", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "NO_AT_BRIDGE"];
    const inherited = taken.flatMap((name) =>
      process.env[name] ? [[name, process.env[name]] as [string, string]] : [],
    );
    return {
      ...Object.fromEntries(inherited),
      HOME: this.folder,
      LANG: "C.UTF-8",
      TZ: "UTC",
      BOUGH_RECORD: this.record,
      BOUGH_LOG: "info",
      TAURI_WEBVIEW_AUTOMATION: "true",
      GIT_CONFIG_NOSYSTEM: "1",
    };
  }

  /** The command line of the window. */
  arguments(...more: string[]): string[] {
    return ["--data-folder", this.data, "--ssh-folder", this.ssh, ...more];
  }

  /** All that left the window so far. */
  lines(): Line[] {
    if (!existsSync(this.record)) return [];
    const whole = readFileSync(this.record, "utf8").split("\n").slice(0, -1);
    return whole.map((line) => JSON.parse(line) as Line);
  }

  /** Pages that would have been opened in the browser. */
  opened(): string[] {
    return this.lines().flatMap((line) => line.opened ?? []);
  }

  /** What is on the clipboard of the screen. */
  clipboard(): string {
    const asked = spawnSync("xclip", ["-selection", "clipboard", "-out"], { encoding: "utf8", timeout: 5000 });
    return asked.status === 0 ? asked.stdout : "";
  }
}

export class Window {
  readonly home: Home;
  readonly driver: Driver;
  readonly page: Page;

  private constructor(home: Home, driver: Driver) {
    this.home = home;
    this.driver = driver;
    this.page = new Page(driver);
  }

  /** Opens it with more of an environment, or more arguments. */
  static async open(home: Home, ...more: (string | Record<string, string>)[]): Promise<Window> {
    appendFileSync(home.log, "");
    const args = more.filter((one) => typeof one === "string");
    const env = Object.assign(home.environment(), ...more.filter((one) => typeof one !== "string"));
    const program = { binary: needed("BOUGH_DESKTOP"), args: home.arguments(...args), env, log: home.log };
    const window = new Window(home, await Driver.start(program));
    await until("the page is there", () =>
      window.driver.execute<boolean>("return !!document.getElementById('root')?.firstChild;"),
    );
    return window;
  }

  /** Asks the core as the page does. */
  async call<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    const script = `const done = arguments[arguments.length - 1];
      window.__TAURI_INTERNALS__.invoke("call", { name: arguments[0], arguments: arguments[1] })
        .then((answer) => done({ answer }), (fault) => done({ fault }));`;
    const said = await this.driver.executeAsync<{ answer?: T; fault?: unknown }>(script, name, args);
    if ("fault" in said) throw new Error(`${name}: ${JSON.stringify(said.fault)}`);
    return said.answer as T;
  }

  /** Asks the program to end, as the desktop does at the end of a session, and waits until it has ended by itself. */
  async quit(): Promise<void> {
    const [, program = 0] = descendants(this.driver.pid);
    process.kill(program, "SIGTERM");
    await until("Bough has ended by itself", () => !alive(program));
  }

  /** Ends the window. A panic on one of its threads fails the test, whatever the page made of it. */
  async close(): Promise<void> {
    await this.driver.end();
    const panic = /^.*panicked at[^]*?$/m.exec(readFileSync(this.home.log, "utf8"));
    if (panic) throw new Error(`A thread of Bough panicked: ${panic[0]}. All it said: ${this.home.log}`);
  }
}
