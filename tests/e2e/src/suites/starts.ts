/** Starting: a second start, a folder on the command line, the size of last time, bad command lines, no screen (T7.8 in part). */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { alive, descendants } from "../processes.ts";
import { needed } from "../places.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

export async function starts(): Promise<void> {
  await aSecondStartHandsOver();
  await theSizeIsRemembered();
  badCommandLines();
  withoutAScreen();
}

function plainly(home: Home, args: string[], more: Record<string, string> = {}) {
  const env = { ...home.environment(), TAURI_WEBVIEW_AUTOMATION: "", ...more };
  return spawnSync(needed("BOUGH_DESKTOP"), args, { env, encoding: "utf8", timeout: 20_000, cwd: home.folder });
}

async function aSecondStartHandsOver(): Promise<void> {
  const home = new Home();
  const repository = join(home.folder, "here and there");
  mkdirSync(repository);
  assert.equal(spawnSync("git", ["init", "-q", repository]).status, 0);
  const window = await Window.open(home);
  try {
    const before = await window.call<{ length: number }>("list_repositories");
    assert.equal(before.length, 0);
    // A relative folder is meant from where the second start stands.
    const second = plainly(home, home.arguments("here and there"));
    assert.equal(second.status, 0, second.stderr);
    const opened = () => home.lines().filter((line) => line.command === "open_repository");
    await until("the first window opens it", () => opened().length === 1);
    assert.equal((opened()[0]?.answer as { path?: string }).path, repository);
    assert.equal(descendants(window.driver.pid).filter((id) => alive(id)).length > 1, true);
    assert.equal(plainly(home, home.arguments()).status, 0, "a second start without a folder only comes forward");
  } finally {
    await window.close();
  }
}

async function theSizeIsRemembered(): Promise<void> {
  const home = new Home();
  const first = await Window.open(home);
  try {
    await first.driver.resize(1111, 777);
    await until("the window has its size", async () => (await first.driver.rect()).width === 1111);
    await first.quit();
    assert.ok(existsSync(join(home.data, "window.json")), "the size was not kept");
  } finally {
    await first.close();
  }
  const second = await Window.open(home);
  try {
    const { width, height } = await second.driver.rect();
    assert.deepEqual([width, height], [1111, 777]);
  } finally {
    await second.close();
  }
}

function badCommandLines(): void {
  const home = new Home();
  for (const args of [["--no-such-option"], ["a", "b"], ["--data-folder"]]) {
    const ended = plainly(home, args);
    assert.equal(ended.status, 2, args.join(" "));
    assert.match(ended.stderr, /Usage: bough-desktop/);
  }
  assert.match(plainly(home, ["--help"]).stdout, /--data-folder/);
  assert.match(plainly(home, ["--version"]).stdout, /^Bough \d+\.\d+\.\d+\n$/);
}

function withoutAScreen(): void {
  const home = new Home();
  const ended = plainly(home, home.arguments(), { DISPLAY: "", WAYLAND_DISPLAY: "" });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /there is no screen here/);
}
