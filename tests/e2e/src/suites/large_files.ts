/** Files of Git LFS on their way to the server, in the real window: uploaded before the commit, cancelled, refused. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { noticeWords, toolWords } from "../../../../ui/src/text/frame";
import { jobTitle, jobWords, stageWords } from "../../../../ui/src/text/jobs";
import { partWords } from "../../../../ui/src/text/parts";
import { inEveryDress, inOneDress, THEMES } from "../dress.ts";
import { type Hands, keyboard, mouse } from "../hands.ts";
import { button, type Thing } from "../page.ts";
import { opened, signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { Home, Window } from "../window.ts";

interface Scene {
  play(company: Company): Promise<void>;
  way: "mouse" | "keyboard";
  /** Options of the demo server. */
  server: string[];
}

interface Company {
  window: Window;
  hands: Hands;
  found: string[];
}

const SWITCHED_ON = ["--lfs", "SHOP/storefront"];
const toasts: Thing = { role: "region", name: noticeWords.toasts };
const FILE = "a film of the orchard with a name that goes on and on, as names of films do.mov";

export async function largeFiles(): Promise<void> {
  const found: string[] = [];
  const scenes: Scene[] = [
    // The server takes what fits between the two and answers never.
    { play: cancelled, way: "mouse", server: [...SWITCHED_ON, "--fault", "black-hole@/rest/git-lfs/storage"] },
    { play: arrives, way: "keyboard", server: SWITCHED_ON },
    { play: switchedOff, way: "mouse", server: [] },
  ];
  for (const { play, way, server } of scenes) {
    const running = await Simulator.start(...server);
    const window = await Window.open(new Home());
    const hands = way === "mouse" ? mouse(window.page) : keyboard(window.page);
    try {
      await ready(window, hands, await signedIn(window, running));
      await play({ window, hands, found });
    } catch (error) {
      throw new Error(`Scene “${play.name}” failed; the page said: ${await window.page.text().catch(() => "")}`, {
        cause: error,
      });
    } finally {
      await window.close();
      await running.end();
    }
  }
  if (found.length > 0) throw new Error(`Not everybody can use every state.\n  ${found.join("\n  ")}`);
}

/** A clone in which a large file is committed and not pushed. */
async function ready(window: Window, hands: Hands, account: string): Promise<void> {
  const id = await opened({ window, hands }, account);
  const work = join(window.home.clones, "storefront");
  writeFileSync(join(work, ".gitattributes"), "*.mov filter=lfs diff=lfs merge=lfs -text\n");
  writeFileSync(join(work, FILE), Buffer.alloc(48_000_000, "film"));
  await window.call("stage_changes", { id, choice: { kind: "all" } });
  const draft = { message: "Add a film", amend: false, skipHooks: true, sign: false, coAuthors: [], signOff: false };
  await window.call("commit_changes", { id, draft });
  await window.page.reads("Add a film");
  for (const toast of await window.page.all(button(/^Dismiss/))) await window.driver.click(toast);
}

const pushing = (kind: "running" | "finished" | "failed") =>
  jobTitle({ task: "push", state: { kind } } as Parameters<typeof jobTitle>[0], "storefront");
const uploading = stageWords({ stage: "sendingLfs" } as Parameters<typeof stageWords>[0]);

async function cancelled({ window, hands, found }: Company): Promise<void> {
  const { page } = window;
  // A server that is silent is given up after half a minute: one theme each time.
  for (const theme of THEMES) {
    await hands.press(button(toolWords.push));
    await page.reads(pushing("running"), toasts);
    await page.reads(uploading, toasts);
    await page.reads(/0\sof\s1\sfile · [\d.]+\s\w+\sof\s48\sMB/, toasts);
    await inOneDress(window, theme, "lfs-uploading", found);
    await hands.press(button(new RegExp(`^${jobWords.cancel}`), toasts));
    await page.reads("What the server took before that, it has.", toasts);
    await hands.press(button(/^Dismiss/, toasts));
    await page.gone(button(/^Dismiss/, toasts));
  }
}

async function arrives({ window, hands }: Company): Promise<void> {
  await hands.press(button(toolWords.push));
  await window.page.reads(pushing("finished"), toasts);
  const work = join(window.home.clones, "storefront");
  const kept = spawnSync("git", ["-C", work, "show", `@{upstream}:${FILE}`], { encoding: "utf8" }).stdout;
  assert.match(kept, /^version https:\/\/git-lfs/, "the server's branch has the pointer");
  const log = await window.call<{ items: { command: string | null }[] }>("list_activity", {
    start: 0,
    count: 1,
    words: "",
  });
  assert.match(log.items[0]?.command ?? "", /^git lfs push origin main && git push /);
}

async function switchedOff({ window, hands, found }: Company): Promise<void> {
  const { page } = window;
  await hands.press(button(toolWords.push));
  await page.reads(pushing("failed"), toasts);
  await hands.press(button(partWords.details, toasts));
  await page.reads(/Git LFS is switched off for this repository/, toasts);
  await inEveryDress(window, "lfs-switched-off", found);
}
