/** Steps of a walk: each named, timed, photographed, and looked at by axe. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { hindrances } from "./axe.ts";
import { results } from "./places.ts";
import { look, png, still } from "./screen.ts";
import type { Window } from "./window.ts";

/** What came of one step. */
export interface Done {
  name: string;
  milliseconds: number;
}

export interface Steps {
  /** Does one step; what it leaves on the screen is photographed and looked at. */
  step(name: string, work: () => Promise<void>): Promise<void>;
  readonly done: Done[];
  /** Everybody can use what was seen: fails with all that axe found on the way. */
  forEverybody(): void;
}

/** Steps in a window. `show` prints each; `folder` is where the pictures go; `axe` looks at every view. */
export function steps(window: Window, options: { show: boolean; folder: string; axe: boolean }): Steps {
  const done: Done[] = [];
  const found: string[] = [];
  const folder = results(options.folder);
  return {
    done,
    forEverybody() {
      if (found.length > 0) throw new Error(`Not everybody can use what the walk showed.\n  ${found.join("\n  ")}`);
    },
    async step(name, work) {
      const start = performance.now();
      try {
        await work();
      } catch (error) {
        await picture(window, join(folder, "failed.png")).catch(() => undefined);
        throw new Error(`Step “${name}” failed. A picture: ${join(folder, "failed.png")}`, { cause: error });
      }
      const milliseconds = performance.now() - start;
      done.push({ name, milliseconds });
      if (options.show)
        console.log(
          `  ${String(done.length).padStart(2)}  ${name.padEnd(64)} ${(milliseconds / 1000).toFixed(2).padStart(6)} s`,
        );
      const file = `${String(done.length).padStart(2, "0")}-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.png`;
      await picture(window, join(folder, file));
      if (options.axe) found.push(...(await hindrances(window.page, `After “${name}”`)));
    },
  };
}

/** Writes what the window shows, once it is still; where something turns below, once the upper half is. */
export async function picture(window: Window, path: string, turns = false): Promise<void> {
  await window.page.settled();
  const rect = await window.driver.rect();
  const seen = await still(turns ? { ...rect, height: Math.floor(rect.height / 2) } : rect);
  writeFileSync(path, png(rect, turns ? look(rect) : seen));
}
