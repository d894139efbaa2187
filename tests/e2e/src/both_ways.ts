/** A story told twice, each time with a server and a window of its own: by mouse, and by keyboard alone. */
import { type Hands, keyboard, mouse } from "./hands.ts";
import { Simulator } from "./simulator.ts";
import { type Steps, steps } from "./steps.ts";
import { Home, Window } from "./window.ts";

/** All that a part of a story needs. */
export interface Company {
  window: Window;
  hands: Hands;
  /** axe looks after each step by mouse. */
  taken: Steps;
  way: "mouse" | "keyboard";
  server: Simulator;
}

/** Tells it; pictures go to `e2e/NAME-WAY`. The window has more of an environment, where one is given. */
export async function bothWays(
  name: string,
  tell: (company: Company) => Promise<void>,
  environment: Record<string, string> = {},
): Promise<void> {
  for (const way of ["mouse", "keyboard"] as const) {
    const server = await Simulator.start();
    const window = await Window.open(new Home(), environment);
    const hands = way === "mouse" ? mouse(window.page) : keyboard(window.page);
    const taken = steps(window, { show: false, folder: `e2e/${name}-${way}`, axe: way === "mouse" });
    try {
      await tell({ window, hands, taken, way, server });
      taken.forEverybody();
    } catch (error) {
      throw new Error(`By ${way}; the page said: ${await window.page.text().catch(() => "")}`, { cause: error });
    } finally {
      await window.close();
      await server.end();
    }
  }
}
