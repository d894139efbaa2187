/** Every view, dark and light, narrow and wide: pictures in `target/screens/`, and axe on each in both themes. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { activityLogWords } from "../../../../ui/src/text/activity";
import { workRowWords } from "../../../../ui/src/text/changes";
import { cloneWords } from "../../../../ui/src/text/clone";
import { commitWords } from "../../../../ui/src/text/commit";
import { diffWords } from "../../../../ui/src/text/diff";
import { noticeWords, paletteWords, tabWords, toolWords } from "../../../../ui/src/text/frame";
import { historyWords } from "../../../../ui/src/text/history";
import { integrationWords } from "../../../../ui/src/text/integrations";
import { preferenceWords, type SectionName, sectionNames } from "../../../../ui/src/text/preferences";
import { remoteWords } from "../../../../ui/src/text/remotes";
import { undoWords } from "../../../../ui/src/text/undo";
import { createWords } from "../../../../ui/src/text/create";
import { newTabWords, welcomeWords } from "../../../../ui/src/text/welcome";
import { inEveryDress } from "../dress.ts";
import { escape, hostViews, type View } from "../gallery.ts";
import { type Hands, mouse } from "../hands.ts";
import { button, dialog, heading, type Page } from "../page.ts";
import { results } from "../places.ts";
import { cloned, signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { Home, Window } from "../window.ts";

const section = (name: SectionName): View => ({
  name: `preferences-${name}`,
  async show(page, hands) {
    if (!(await page.has(heading(preferenceWords.title)))) await hands.press(button(toolWords.preferences));
    await hands.press(button(sectionNames[name], { role: "navigation", name: preferenceWords.sections }));
  },
  back: (_, hands) => hands.press(button(preferenceWords.close)),
});

const dialogFromNewTab = (name: string, way: string, title: string): View => ({
  name,
  async show(page, hands) {
    await hands.press(button(tabWords.newTab));
    await hands.press(button(new RegExp(`^${way}`)));
    await page.see(dialog(title));
    await page.settled();
  },
  back: escape,
});

const repository = (name: string, more: View["show"]): View => ({
  name,
  async show(page, hands) {
    await hands.press({ role: "tab", name: "storefront" });
    await page.see({ role: "treeitem", name: /^Pull request \d+, / });
    await more(page, hands);
  },
});

/** The differences of a file that is not committed yet, in the repository whose tab is in front. */
const differences = (name: string, file: RegExp, more: View["show"] = async () => undefined): View => ({
  name,
  async show(page, hands) {
    await hands.press({ role: "row", name: file, within: { role: "treegrid", name: /^Unstaged, / } });
    await page.see({ role: "region", name: /^Changes in / });
    await more(page, hands);
  },
});

const VIEWS: View[] = [
  { name: "repositories", show: (_, hands) => hands.press({ role: "tab", name: tabWords.repositories }) },
  { name: "new-tab", show: (_, hands) => hands.press(button(tabWords.newTab)) },
  dialogFromNewTab("clone-host", newTabWords.clone, cloneWords.title),
  {
    ...dialogFromNewTab("clone-url", newTabWords.clone, cloneWords.title),
    async show(_, hands) {
      await hands.press(button(tabWords.newTab));
      await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
      await hands.press({ role: "tab", name: new RegExp(`^${cloneWords.url}`), within: dialog(cloneWords.title) });
    },
  },
  dialogFromNewTab("create", newTabWords.create, createWords.title),
  repository("repository", (page) => page.see({ role: "row", within: { role: "grid", name: historyWords.grid } })),
  repository("changes", (_, hands) => hands.press({ role: "row", name: new RegExp(workRowWords.changes) })),
  differences("diff-unified", /invoice\.ts, /),
  differences("diff-split", /invoice\.ts, /, (_, hands) => hands.press(button(diffWords.layout))),
  differences("diff-long-line", /long\.txt, /),
  differences("diff-line-ends", /windows\.txt, /),
  differences("diff-hostile", /exe, /, (_, hands) => hands.press(button(diffWords.layout))),
  differences("diff-binary", /bytes\.bin, /),
  {
    name: "commit-diff",
    async show(page, hands) {
      await hands.press(button(diffWords.close));
      await hands.press({ role: "row", name: /\w/, within: { role: "grid", name: historyWords.grid } });
      await page.driver.press("Down");
      await hands.press({ role: "treeitem", name: /added/, within: { role: "tree", name: commitWords.fileList } });
      await page.see({ role: "grid", name: diffWords.lines });
    },
    back: (_, hands) => hands.press(button(diffWords.close)),
  },
  {
    ...repository("add-remote", async (page, hands) => {
      await hands.press({ role: "treeitem", name: remoteWords.add });
      await page.see({ role: "row", within: dialog(remoteWords.title) });
    }),
    back: escape,
  },
  repository("pull-request", async (page, hands) => {
    await hands.press({ role: "treeitem", name: /^Pull request 29, / });
    await page.see(heading(/#29$/));
  }),
  {
    name: "palette",
    async show(page, hands) {
      await hands.press(button(toolWords.palette));
      await page.see(dialog(paletteWords.title));
    },
    back: escape,
  },
  {
    name: "notifications",
    async show(page, hands) {
      await hands.press(button(new RegExp(`^${noticeWords.title}`)));
      await page.see(dialog(noticeWords.title));
    },
    back: escape,
  },
  {
    name: "activity",
    async show(page, hands) {
      await hands.press(button(activityLogWords.title));
      await hands.press(button(/^Clone storefront/, dialog(activityLogWords.title)));
      await page.reads(activityLogWords.remote, dialog(activityLogWords.title));
    },
    back: escape,
  },
  repository("timeline", async (page, hands) => {
    await hands.press(button(undoWords.timeline));
    await hands.press(button(undoWords.restoreOf(undoWords.beginning)));
    await page.see(button(undoWords.act));
  }),
  { name: "activity-empty", show: emptied, back: escape },
  ...(["general", "profiles", "ssh", "commit", "appearance", "network", "integrations"] as const).map(section),
  {
    name: "preferences-connect",
    async show(page, hands) {
      await section("integrations").show(page, hands);
      await hands.press(button(integrationWords.addHost));
    },
    back: (_, hands) => hands.press(button(preferenceWords.close)),
  },
];

/** The log after it was cleared. */
async function emptied(page: Page, hands: Hands): Promise<void> {
  // The question first, then the panel.
  await page.driver.press("Escape", "Escape");
  await page.gone(dialog(undoWords.timeline));
  await hands.press(button(activityLogWords.title));
  await hands.press(button(activityLogWords.clear));
  await hands.press(button(activityLogWords.clearAct));
  await page.reads(activityLogWords.none, dialog(activityLogWords.title));
}

export async function screens(): Promise<void> {
  const folder = results("screens");
  rmSync(folder, { recursive: true, force: true });
  const server = await Simulator.start();
  const window = await Window.open(new Home());
  const found: string[] = [];
  try {
    const hands = mouse(window.page);
    await window.page.see(heading(welcomeWords.title));
    await inEveryDress(window, "welcome", found);
    const account = await signedIn(window, server);
    await cloned(window, account, "SHOP", "storefront");
    const work = join(window.home.clones, "storefront");
    await worked(window, work);
    edit(work);
    await hands.press({ role: "tab", name: tabWords.repositories });
    await hands.press({ role: "row", name: /storefront/ });
    await window.page.driver.press("Enter");
    await window.page.see({ role: "tab", name: "storefront" });
    await taken(window, hands, VIEWS, found);
    await taken(window, hands, await hostViews(window, server, account), found);
  } finally {
    await window.close();
    await server.end();
  }
  if (found.length > 0) throw new Error(`Not everybody can use every view.\n  ${found.join("\n  ")}`);
}

async function taken(window: Window, hands: Hands, views: readonly View[], found: string[]): Promise<void> {
  for (const view of views) {
    await view.show(window.page, hands);
    await inEveryDress(window, view.name, found);
    await view.back?.(window.page, hands);
  }
}

/** A commit and a discarded file, so that there is something to go back to. */
async function worked(window: Window, path: string): Promise<void> {
  const { id } = await window.call<{ id: string }>("open_repository", { path });
  const write = (name: string) => writeFileSync(join(path, name), "one\ntwo\n");
  write("notes.txt");
  await window.call("stage_changes", { id, choice: { kind: "all" } });
  const draft = {
    message: "Keep notes beside the code",
    amend: false,
    skipHooks: true,
    sign: false,
    coAuthors: [],
    signOff: false,
  };
  await window.call("commit_changes", { id, draft });
  write("scratch \u202Egnp.txt");
  await window.call("discard_changes", { id, choice: { kind: "all" } });
}

/** One file for each way in which a difference can look. */
function edit(work: string): void {
  const code = Array.from({ length: 40 }, (_, n) => `export const rate${n} = of("CHF", ${n}); // as of day ${n}\n`);
  writeFileSync(join(work, "invoice.ts"), code.join(""));
  writeFileSync(join(work, "long.txt"), `${"a long line ".repeat(90_000)}\n`);
  writeFileSync(join(work, "windows.txt"), "one\r\ntwo\nthree");
  writeFileSync(join(work, "invoice\u202Egnp.exe"), "m\u0430in\u202E\n");
  writeFileSync(join(work, "bytes.bin"), Buffer.from([0, 1, 2, 3]));
}
