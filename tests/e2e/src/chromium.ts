/** A real browser beside the window: opens the pages that Bough would open, and presses what a person would press there. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

import { fresh } from "./places.ts";
import { until } from "./wait.ts";

interface Said {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** Chromium without a head, spoken to over pipes. */
export class Chromium {
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, (said: Said) => void>();
  #count = 0;
  #session = "";

  private constructor(process: ChildProcess) {
    this.#process = process;
    let rest = "";
    (process.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split("\0");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const said = JSON.parse(part) as Said;
        if (said.id !== undefined) this.#answers.get(said.id)?.(said);
      }
    });
  }

  /** Opens it on an address. The company's authority is no concern of these tests: its certificates are taken. */
  static async open(url: string): Promise<Chromium> {
    const flags = [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--ignore-certificate-errors"],
      // Containers have little shared memory.
      "--disable-dev-shm-usage",
    ];
    const profile = `--user-data-dir=${join(fresh("chromium"), "profile")}`;
    const child = spawn("chromium", [...flags, profile, "--remote-debugging-pipe", "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    const browser = new Chromium(child);
    const { targetId } = await browser.#ask("Target.createTarget", { url });
    const { sessionId } = await browser.#ask("Target.attachToTarget", { targetId, flatten: true });
    browser.#session = String(sessionId);
    return browser;
  }

  #ask(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    this.#count += 1;
    const id = this.#count;
    const message = { id, method, params, ...(this.#session ? { sessionId: this.#session } : {}) };
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result ?? {})));
      (this.#process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  async evaluate<T>(expression: string): Promise<T> {
    const { result } = await this.#ask("Runtime.evaluate", { expression, returnByValue: true });
    return (result as { value: T }).value;
  }

  /** Waits for a thing of the page and presses it. */
  async press(selector: string): Promise<void> {
    const there = `!!document.querySelector(${JSON.stringify(selector)})`;
    await until(`the browser shows ${selector}`, () => this.evaluate<boolean>(there));
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  }

  /** Writes into a field. */
  async fill(selector: string, text: string): Promise<void> {
    const there = `!!document.querySelector(${JSON.stringify(selector)})`;
    await until(`the browser shows ${selector}`, () => this.evaluate<boolean>(there));
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(text)}`);
  }

  /** Waits until the page says something; all it says. */
  async reads(words: string | RegExp): Promise<string> {
    return await until(`the browser says ${words}`, async () => {
      const text = await this.evaluate<string>("document.body?.innerText ?? ''");
      return (typeof words === "string" ? text.includes(words) : words.test(text)) ? text : null;
    });
  }

  /** The text of one thing. */
  async text(selector: string): Promise<string> {
    await this.reads(/./);
    return await until(`the browser shows ${selector}`, () =>
      this.evaluate<string | null>(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? null`),
    );
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }
}
