/** The loop of every day in the real window, by mouse and with nothing but the keyboard: edit, stage a line, commit, amend, discard, undo. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { activityLogWords } from "../../../../ui/src/text/activity";
import { changesWords, commitBoxWords, discardWords, workRowWords } from "../../../../ui/src/text/changes";
import { diffWords } from "../../../../ui/src/text/diff";
import { historyWords } from "../../../../ui/src/text/history";
import { hookWords } from "../../../../ui/src/text/hooks";
import { type Hands, keyboard, mouse } from "../hands.ts";
import { button, dialog, field, type Thing, words } from "../page.ts";
import { welcomed } from "../ready.ts";
import { steps } from "../steps.ts";
import { until } from "../wait.ts";
import { Home, Window } from "../window.ts";

const before = "one\ntwo\nthree\n";
const edited = "one\ntwo\nand a half\nthree\nfour\n";

export async function change(): Promise<void> {
  await loop("mouse");
  await loop("keyboard");
}

async function loop(way: "mouse" | "keyboard"): Promise<void> {
  const home = new Home();
  const work = join(home.clones, "poem");
  const git = (...words: string[]): string => {
    const who = ["-c", "user.name=Grace", "-c", "user.email=grace@example.org", "-c", "init.defaultBranch=main"];
    const said = spawnSync("git", ["-C", home.clones, ...who, ...words], { env: home.environment(), encoding: "utf8" });
    assert.equal(said.status, 0, `git ${words.join(" ")}: ${said.stderr}`);
    return said.stdout;
  };
  const inside = (...words: string[]) => git("-C", "poem", ...words);
  git("init", "-q", "poem");
  writeFileSync(join(work, "poem.txt"), before);
  inside("add", ".");
  inside("commit", "-q", "-m", "Begin");
  const begin = inside("rev-parse", "HEAD");

  const window = await Window.open(home, work);
  const { page } = window;
  const hands: Hands = way === "mouse" ? mouse(page) : keyboard(page);
  const taken = steps(window, { show: false, folder: `e2e/change-${way}`, axe: way === "mouse" });
  const row = (name: RegExp, within?: Thing): Thing => ({ role: "row", name, ...(within ? { within } : {}) });
  const unstaged: Thing = { role: "treegrid", name: /^Unstaged, / };
  const lines: Thing = { role: "grid", name: diffWords.lines };
  try {
    await welcomed(window);
    await taken.step("An edit shows by itself", async () => {
      await page.see(row(/Begin/, { role: "grid", name: historyWords.grid }));
      await page.see(row(new RegExp(workRowWords.none)));
      writeFileSync(join(work, "poem.txt"), edited);
      await page.see(row(new RegExp(`${workRowWords.changes}.*${workRowWords.changed(1, false)}`)));
    });
    await taken.step("The panel lists the file", async () => {
      await hands.press(row(new RegExp(workRowWords.changes)));
      await page.see(row(/^poem\.txt, .*2 added, 0 removed/, unstaged));
    });
    await taken.step("The file shows its lines", async () => {
      await hands.press(row(/^poem\.txt, /, unstaged));
      await page.see(row(/^Added line 5: four/, lines));
    });
    await taken.step("One line is staged", async () => {
      const line = row(/^Added line 3: and a half/, lines);
      if (way === "mouse") await clickGutter(window, line);
      else await walkTo(window, line, "Space");
      await hands.press(button(diffWords.stageLines(1)));
      await until("Git has the line", () => inside("show", ":poem.txt") === "one\ntwo\nand a half\nthree\n");
      await page.see(row(/^poem\.txt, .*1 added, 0 removed/, { role: "treegrid", name: /^Staged, / }));
    });
    const head = { kind: "branch", name: "main", commit: "" } as const;
    const commit = button(commitBoxWords.commit(1, head));
    await taken.step("A hook that says no keeps the message", async () => {
      await hands.fill(field(commitBoxWords.summary), "A line more");
      hook(work, "echo 'line 3 is too long'; exit 1");
      await hands.press(button(hookWords.trust));
      await hands.press(commit);
      await page.reads("The hook pre-commit said no");
      await page.reads("line 3 is too long", { role: "log" });
      assert.equal(await page.value(field(commitBoxWords.summary)), "A line more");
      assert.equal(inside("rev-parse", "HEAD"), begin);
    });
    await taken.step("It is committed", async () => {
      hook(work, "echo fine");
      await hands.press(commit);
      await until("Git has the commit", () => inside("log", "-1", "--format=%an %s") === "Ada Lindqvist A line more\n");
      await until("the summary is empty", async () => (await page.value(field(commitBoxWords.summary))) === "");
    });
    await taken.step("The activity log has the commit and its command", async () => {
      const log = dialog(activityLogWords.title);
      const entries = { role: "list", name: activityLogWords.list, within: log };
      if (way === "mouse") await hands.press(button(activityLogWords.title));
      else await window.driver.press("Control+Shift+L");
      await page.see(button(/^Commit “A line more” ?poem.*failed/, entries));
      await hands.press(button(/^Commit “A line more” ?poem.* ?(ms|s) ?now/i, entries));
      await page.reads("git commit --message='A line more'", log);
      await hands.fill({ role: "searchbox", name: activityLogWords.filter }, "stage poem");
      await page.see(button(/^Stage poem\.txt/, entries));
      await page.gone(button(/^Commit/, entries));
      await window.driver.press("Escape", "Escape");
      await page.gone(log);
    });
    await taken.step("The commit is amended", async () => {
      await hands.press({ role: "checkbox", name: commitBoxWords.amend });
      await until(
        "the message is there",
        async () => (await page.value(field(commitBoxWords.summary))) === "A line more",
      );
      await hands.fill(field(commitBoxWords.summary), "One line more");
      await hands.press(button(commitBoxWords.amendOnly));
      await until("Git has the new message", () => inside("log", "-1", "--format=%s %p").startsWith("One line more"));
      assert.equal(inside("rev-parse", "HEAD~1"), begin);
    });
    await taken.step("The rest is discarded", async () => {
      const file = row(/^poem\.txt, /, unstaged);
      if (way === "mouse") {
        // A row shows its buttons to the pointer.
        await window.driver.hover(await page.see(file));
        await hands.press(button(changesWords.discardOne("poem.txt")));
      } else await walkTo(window, file, "Delete");
      await hands.press(button(discardWords.act));
      await until("the file is as committed", () => read(work) === "one\ntwo\nand a half\nthree\n");
    });
    await taken.step("Every step is undone, the last one first", async () => {
      const undone = [
        ["discard changes in poem.txt", () => read(work) === edited],
        ["amend “One line more”", () => inside("log", "-1", "--format=%s") === "A line more\n"],
        ["commit “A line more”", () => inside("rev-parse", "HEAD") === begin],
        ["stage poem.txt", () => inside("diff", "--cached", "--name-only") === ""],
      ] as const;
      for (const [deed, is] of undone) {
        await hands.press(button(`Undo: ${deed}`));
        await until(`it was undone: ${deed}`, is);
      }
      assert.equal(read(work), edited);
      await page.see(row(/^poem\.txt, .*2 added, 0 removed/, unstaged));
    });
    await taken.step("And done again", async () => {
      await hands.press(button("Redo: stage poem.txt"));
      await until("the line is staged again", () => inside("show", ":poem.txt") === "one\ntwo\nand a half\nthree\n");
    });
    taken.forEverybody();
  } catch (error) {
    throw new Error(`By ${way}; the page said: ${await page.text().catch(() => "")}`, { cause: error });
  } finally {
    await window.close();
  }
}

/** Programs of the repository run when it is committed to. */
function hook(work: string, script: string): void {
  const path = join(work, ".git", "hooks", "pre-commit");
  mkdirSync(join(work, ".git", "hooks"), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function read(work: string): string {
  return readFileSync(join(work, "poem.txt"), "utf8");
}

/** The line's numbers are what chooses it. */
async function clickGutter(window: Window, line: Thing): Promise<void> {
  const place = await window.page.see(line);
  const gutter = await window.driver.execute<typeof place>(
    "return arguments[0].querySelector('[data-gutter]');",
    place,
  );
  await window.driver.click(gutter);
}

/** With Tab to the list that holds the line, with arrows to the line. */
async function walkTo(window: Window, line: Thing, key: string): Promise<void> {
  const { page, driver } = window;
  await page.see(line);
  for (let stops = 0; (await page.arrowTowards(line)) === null; stops += 1) {
    if (stops > 100) throw new Error(`Tab does not lead to ${words(line)}`);
    await driver.press("Tab");
    await page.settled();
  }
  await driver.press("Home");
  for (let moves = 0; !(await page.focused(line)); moves += 1) {
    if (moves > 20) throw new Error(`arrows do not lead to ${words(line)}`);
    await driver.press("Down");
    await page.settled();
  }
  await driver.press(key);
}
