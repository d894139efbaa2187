/** Waiting for a state, never for a time: the pause only keeps the asking from being a load. */
import { setTimeout as pause } from "node:timers/promises";

/** How long a state may take to come before that is a failure. Generous: it is never waited out when all is well. */
export const PATIENCE = 45_000;

/** Asks until the answer is neither false nor nothing. An answer that was thrown counts as nothing until time is up. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  patience = PATIENCE,
): Promise<T> {
  const limit = Date.now() + patience;
  for (;;) {
    let failed: unknown;
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
    } catch (error) {
      failed = error;
    }
    if (Date.now() > limit) {
      throw new Error(`It did not come to this: ${what}`, failed === undefined ? undefined : { cause: failed });
    }
    await pause(25);
  }
}
