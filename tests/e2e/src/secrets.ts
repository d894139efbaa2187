/** T1.13: watches a secret while Bough runs, and looks for it everywhere afterwards. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { descendants, quiet, quietList } from "./processes.ts";

/** Samples command lines and environments of everything below a process, every 20 ms. */
export class Watch {
  readonly #found = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;
  #samples = 0;
  #seen = new Set<string>();

  constructor(root: number, secrets: string[]) {
    const needles = secrets.flatMap(forms);
    this.#timer = setInterval(() => {
      this.#samples += 1;
      for (const id of descendants(root)) {
        for (const file of ["cmdline", "environ"]) {
          const text = quiet(() => readFileSync(`/proc/${id}/${file}`, "latin1"));
          if (file === "cmdline") this.#seen.add(text.split("\0")[0] ?? "");
          if (needles.some((needle) => text.includes(needle)))
            this.#found.set(`${file} of ${text.split("\0")[0]}`, text);
        }
      }
    }, 20);
  }

  /** Ends watching; a find is an error. Says what was watched, so that nobody watched nothing. */
  end(): { samples: number; programs: string[] } {
    clearInterval(this.#timer);
    if (this.#found.size > 0) throw new Error(`The secret stood in the ${[...this.#found.keys()].join(", the ")}`);
    return { samples: this.#samples, programs: [...this.#seen].filter(Boolean).sort() };
  }
}

/** Files below folders that hold the secret in any of its forms. */
export function holders(folders: string[], secrets: string[]): string[] {
  const needles = secrets.flatMap(forms).map((needle) => Buffer.from(needle, "latin1"));
  const found: string[] = [];
  const look = (path: string): void => {
    for (const entry of quietList(path)) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) look(inside);
      else if (entry.isFile() && needles.some((needle) => readFileSync(inside).includes(needle))) found.push(inside);
    }
  };
  folders.forEach(look);
  return found;
}

/** A secret as itself, percent-encoded, and in base64 at each of the three places it can have behind a user name. */
export function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const coded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // The first and last characters also carry bits of the neighbours.
    return text.slice(Math.ceil((shift * 8) / 6) || 0, Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const utf16 = Buffer.from(secret, "utf16le").toString("latin1");
  return [...new Set([secret, encodeURIComponent(secret), utf16, ...coded])];
}
