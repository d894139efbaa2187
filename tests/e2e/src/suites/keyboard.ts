/** The main walk once more, with nothing but the keyboard. */
import { keyboard } from "../hands.ts";
import { Simulator } from "../simulator.ts";
import { steps } from "../steps.ts";
import { walk } from "../walk.ts";
import { Home, Window } from "../window.ts";

export async function keyboardWalk(): Promise<void> {
  const server = await Simulator.start();
  const window = await Window.open(new Home());
  try {
    const taken = steps(window, { show: false, folder: "e2e/keyboard", axe: false });
    await walk({ window, hands: keyboard(window.page), steps: taken, server });
  } finally {
    await window.close();
    await server.end();
  }
}
