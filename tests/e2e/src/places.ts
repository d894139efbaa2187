/** Where things are: `cargo xtask` says so in the environment. */
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";

/** A variable that `cargo xtask` sets. */
export function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start these tests with \`cargo xtask e2e\``);
  return value;
}

/** A folder for people to look into, below `target/`. */
export function results(name: string): string {
  const folder = join(needed("BOUGH_RESULTS"), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder that nobody else has; gone when the tests end. */
export function fresh(name: string): string {
  return mkdtempSync(join(needed("BOUGH_STAGE"), `${name}-`));
}
