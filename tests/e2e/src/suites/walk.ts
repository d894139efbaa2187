/** The main walk in the real window, with the mouse. `--show` prints each step and keeps the pictures for the demo. */
import { mouse } from "../hands.ts";
import { Simulator } from "../simulator.ts";
import { steps } from "../steps.ts";
import { walk } from "../walk.ts";
import { Home, Window } from "../window.ts";

export async function mainWalk(options: Set<string>): Promise<void> {
  const show = options.has("--show");
  const server = await Simulator.start();
  const start = performance.now();
  const window = await Window.open(new Home(), ...(show ? ["--demo-server", server.facts.base_url] : []));
  try {
    if (show) console.log(`  The window is open ${((performance.now() - start) / 1000).toFixed(2).padStart(55)} s`);
    const taken = steps(window, { show, folder: show ? "demo" : "e2e/walk", axe: !show });
    await walk({ window, hands: mouse(window.page), steps: taken, server });
    taken.forEverybody();
    if (show) {
      const sum = taken.done.reduce((all, { milliseconds }) => all + milliseconds, 0);
      console.log(`  ${taken.done.length} steps, ${(sum / 1000).toFixed(1)} s`);
    }
  } finally {
    await window.close();
    await server.end();
  }
}
