/** The tests in the real window: `main.ts SUITE [OPTION ...]`, started by `cargo xtask`. Ends with 0 where all held. */
import { boundaries } from "./suites/boundaries.ts";
import { browser } from "./suites/browser.ts";
import { canary } from "./suites/canary.ts";
import { checkout } from "./suites/checkout.ts";
import { change } from "./suites/change.ts";
import { doctor } from "./suites/doctor.ts";
import { keyboardWalk } from "./suites/keyboard.ts";
import { largeFiles } from "./suites/large_files.ts";
import { list } from "./suites/list.ts";
import { refusals } from "./suites/refusals.ts";
import { repositories } from "./suites/repositories.ts";
import { meanwhile } from "./suites/meanwhile.ts";
import { mainWalk } from "./suites/walk.ts";
import { offline } from "./suites/offline.ts";
import { prebuild } from "./suites/prebuild.ts";
import { open } from "./suites/open.ts";
import { screens } from "./suites/screens.ts";
import { starts } from "./suites/starts.ts";
import { states } from "./suites/states.ts";
import { troubles } from "./suites/troubles.ts";
import { webhooks } from "./suites/webhooks.ts";

const suites: Record<string, (options: Set<string>) => Promise<void>> = {
  boundaries,
  browser,
  canary,
  change,
  doctor,
  checkout,
  keyboard: keyboardWalk,
  "large-files": largeFiles,
  list,
  meanwhile,
  offline,
  open,
  prebuild,
  refusals,
  repositories,
  screens,
  starts,
  states,
  troubles,
  walk: mainWalk,
  webhooks,
};

const [name = "", ...options] = process.argv.slice(2);
const suite = suites[name];
if (!suite) throw new Error(`There is no suite “${name}”. There are: ${Object.keys(suites).join(", ")}`);
try {
  await suite(new Set(options));
  process.exit(0);
} catch (error) {
  for (let cause: unknown = error; cause; cause = cause instanceof Error ? cause.cause : undefined) {
    console.error(cause instanceof Error ? (cause.cause ? cause.message : cause.stack) : String(cause));
  }
  process.exit(1);
}
