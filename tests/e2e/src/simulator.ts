/** The demo server, started for one test and ended with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

import { needed } from "./places.ts";

/** What the server says about itself in its first line. */
export interface Facts {
  base_url: string;
  user: string;
  token: string;
  /** May administer whatever its user may. */
  admin_token: string;
  token_page: string;
  /** The authority of a server with https. */
  ca_file: string | null;
  ca_sha256: string | null;
  ssh_port: number | null;
  ssh_fingerprint: string | null;
  /** What a `known_hosts` file says of it. */
  known_hosts: string | null;
}

export class Simulator {
  readonly facts: Facts;
  readonly #process: ChildProcess;
  readonly #lines: Interface;

  private constructor(process: ChildProcess, lines: Interface, facts: Facts) {
    this.#process = process;
    this.#lines = lines;
    this.facts = facts;
  }

  static async start(...args: string[]): Promise<Simulator> {
    const child = spawn(needed("BOUGH_SIMULATOR"), ["--print-json", ...args], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout });
    const first = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the demo server ended at once, with ${code}`)));
    });
    return new Simulator(child, lines, JSON.parse(first) as Facts);
  }

  /** Has the server do something behind its clients' backs, such as `delete PROJECT/slug`; what there is to say of it. */
  async order(order: string): Promise<unknown> {
    const answered = new Promise<string>((resolve) => this.#lines.once("line", resolve));
    this.#process.stdin?.write(`${order}\n`);
    const { done, refused } = JSON.parse(await answered) as { done?: unknown; refused?: string };
    if (refused !== undefined) throw new Error(`the demo server: ${refused}`);
    return done;
  }

  /** Name and port, as the window shows the host. */
  get host(): string {
    return new URL(this.facts.base_url).host;
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    // It ends when nobody is at the other end of its input any more.
    this.#process.stdin?.end();
    await ended;
  }
}
