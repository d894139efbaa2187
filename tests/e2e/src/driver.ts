/** The W3C WebDriver protocol as far as these tests need it, spoken to WebKitWebDriver. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createServer } from "node:net";

import { descendants, end } from "./processes.ts";
import type { Rect } from "./screen.ts";
import { PATIENCE, until } from "./wait.ts";

/** An element of the page, as the protocol names it. */
export interface Element {
  [ELEMENT]: string;
}
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** What the driver refused, in its words. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** What a session starts. */
export interface Program {
  binary: string;
  args: string[];
  /** Complete: nothing is inherited. */
  env: Record<string, string>;
  /** Where the driver's and the program's words go. */
  log: string;
  /** How long the driver may wait for the program, in milliseconds. */
  patience?: number;
}

/** One driver with one window. Ended by process id; every session has a fresh port. */
export class Driver {
  readonly #process: ChildProcess;
  readonly #base: string;
  #session = "";

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#base = `http://127.0.0.1:${port}`;
  }

  /** Starts a driver and through it the program. */
  static async start(program: Program): Promise<Driver> {
    const port = await freePort();
    const log = createWriteStream(program.log, { flags: "a" });
    const child = spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], {
      env: program.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const driver = new Driver(child, port);
    try {
      await until("the driver answers", () => driver.#ready());
      // No browserName: the driver would find that it does not fit.
      const options = { "webkitgtk:browserOptions": { binary: program.binary, args: program.args } };
      const wish = { capabilities: { alwaysMatch: options } };
      const answer = await driver.#ask<{ sessionId: string }>("POST", "/session", wish, program.patience ?? PATIENCE);
      driver.#session = `/session/${answer.sessionId}`;
      return driver;
    } catch (error) {
      await driver.end();
      throw error;
    }
  }

  /** Process id of the driver; the program is below it. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Runs a function's body in the page. */
  execute<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.#ask<T>("POST", `${this.#session}/execute/sync`, { script, args });
  }

  /** Runs a function's body in the page; its last argument is called with the answer. */
  executeAsync<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.#ask<T>("POST", `${this.#session}/execute/async`, { script, args });
  }

  click(element: Element): Promise<void> {
    return this.#ask("POST", `${this.#session}/element/${element[ELEMENT]}/click`, {});
  }

  /** Puts the focus into an element and types. */
  type(element: Element, text: string): Promise<void> {
    return this.#ask("POST", `${this.#session}/element/${element[ELEMENT]}/value`, { text });
  }

  /** Presses keys one after another, wherever the focus is; those joined by `+` are held together. */
  async press(...keys: string[]): Promise<void> {
    const actions = keys.flatMap((key) => {
      const chord = key.length > 1 ? key.split("+").map((name) => KEYS[name] ?? name) : [key];
      const down = chord.map((value) => ({ type: "keyDown", value }));
      return [...down, ...chord.toReversed().map((value) => ({ type: "keyUp", value }))];
    });
    await this.#ask("POST", `${this.#session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Moves the pointer over an element without pressing. */
  hover(element: Element): Promise<void> {
    return this.#point([{ type: "pointerMove", duration: 0, origin: element, x: 0, y: 0 }]);
  }

  #point(actions: readonly object[]): Promise<void> {
    const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    return this.#ask("POST", `${this.#session}/actions`, { actions: [mouse] });
  }

  /** Presses twice, as quickly as a hand does. */
  doubleClick(element: Element): Promise<void> {
    const press = [
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    const move = { type: "pointerMove", duration: 0, origin: element, x: 0, y: 0 };
    const actions = [move, ...press, ...press];
    return this.#point(actions);
  }

  /** Where the window is on the screen. */
  rect(): Promise<Rect> {
    return this.#ask("GET", `${this.#session}/window/rect`);
  }

  /** Sets the size of the window and puts it where all of it is on the screen. */
  async resize(width: number, height: number): Promise<void> {
    await this.#ask("POST", `${this.#session}/window/rect`, { x: 0, y: 0, width, height });
  }

  /** The address of the page. */
  url(): Promise<string> {
    return this.#ask("GET", `${this.#session}/url`);
  }

  /** Ends the window, then the driver, and whatever of the program outlived both. Each by its process id. */
  async end(): Promise<void> {
    const below = descendants(this.pid).slice(1);
    if (this.#session) {
      await this.#ask("DELETE", this.#session).catch(() => undefined);
      this.#session = "";
    }
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill("SIGTERM");
      await ended;
    }
    for (const id of below) end(id);
  }

  async #ready(): Promise<boolean> {
    if (this.#process.exitCode !== null) throw new Error("WebKitWebDriver ended at once");
    return await this.#ask<{ ready: boolean }>("GET", "/status").then(
      (status) => status.ready,
      () => false,
    );
  }

  async #ask<T>(method: string, path: string, body?: unknown, patience = PATIENCE): Promise<T> {
    const response = await fetch(this.#base + path, {
      method,
      headers: { "content-type": "application/json" },
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { value: T & { error?: string; message?: string } };
    const { error, message } = answer.value ?? {};
    if (!response.ok && error) throw new Refusal(error, message ?? "");
    return answer.value;
  }
}

const KEYS: Record<string, string> = {
  Control: "\uE009",
  Shift: "\uE008",
  Alt: "\uE00A",
  Tab: "\uE004",
  Enter: "\uE007",
  Escape: "\uE00C",
  Space: " ",
  Backspace: "\uE003",
  Delete: "\uE017",
  Left: "\uE012",
  Up: "\uE013",
  Right: "\uE014",
  Down: "\uE015",
  Home: "\uE011",
  End: "\uE010",
};

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
