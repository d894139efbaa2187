import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Changes, Fault } from "../../host/api.gen";
import { type Answers, type MemoryHost, memoryHost } from "../../host/memory";
import { sampleChanges } from "../../host/sample_changes";
import { sampleWork } from "../../host/sample_work";
import { brokenRules } from "../../tests/axe";
import { changedFile as file, changesOf as changes, outlook, pathsOf as listed } from "../../tests/changes";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { ChangesPanel } from "./ChangesPanel";

const id = "repository-billing";
function panel(answer: Changes, answers: Answers = {}, host?: MemoryHost) {
  const onOpen = vi.fn();
  const shown = show(
    <>
      <ChangesPanel repository={id} shown={undefined} onOpen={onOpen} onClose={() => {}} />
      <NoticesShown />
    </>,
    {
      get_changes: () => answer,
      doubt_changes: () => null,
      get_commit_outlook: () => outlook,
      stage_changes: () => null,
      unstage_changes: () => null,
      discard_changes: () => null,
      commit_changes: () => "c".repeat(40),
      ...answers,
    },
    host,
  );
  return { ...shown, onOpen };
}

const list = (name: RegExp) => screen.findByRole("treegrid", { name });
const unstaged = () => list(/^Unstaged/);
const staged = () => list(/^Staged/);

describe("the lists", () => {
  it("say what changed, in which way, and where", async () => {
    panel(
      changes(
        [file("src/a.ts"), file("new.txt", { change: { kind: "untracked" }, removed: 0 })],
        [file("b.ts", { change: { kind: "tracked", change: "renamed" }, shownBefore: "old.ts" })],
      ),
    );
    expect(await screen.findByRole("heading", { name: "3 files changed on main" })).toBeInTheDocument();
    const rows = within(await unstaged()).getAllByRole("row");
    expect(rows.map((row) => row.getAttribute("aria-label"))).toEqual([
      "src/a.ts, Modified, 3 added, 1 removed",
      "new.txt, New, not known to Git, 3 added, 0 removed",
    ]);
    expect(within(await staged()).getByRole("row")).toHaveAccessibleName(
      "b.ts, Renamed, from old.ts, 3 added, 1 removed",
    );
  });

  it("mark files of LFS with their size, and get what is missing", async () => {
    const here = file("a.bin", { lfs: { size: 4_200_000, missing: false } });
    const away = file("b.bin", { lfs: { size: 900, missing: true } });
    const { user, host } = panel(changes([here, away], [], { lfsMissing: 1 }), { fetch_lfs: () => "job-lfs" });
    const rows = within(await unstaged()).getAllByRole("row");
    expect(rows[0]).toHaveTextContent(/LFS 4\.2.MB/);
    expect(rows[1]).toHaveAccessibleName(/its 900.B are not on this computer yet/);
    expect(screen.getByText("1 file of Git LFS is not here yet")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Download LFS files" }));
    expect(host.callsOf("fetch_lfs")).toEqual([{ id }]);
  });

  it("stage with Space, unstage with Space, open with Enter", async () => {
    const { user, host, onOpen } = panel(changes([file("a.ts"), file("b.ts"), file("c.ts")], [file("d.ts")]));
    (await unstaged()).focus();
    await user.keyboard("{ArrowDown} ");
    expect(host.callsOf("stage_changes")).toEqual([{ id, choice: { kind: "paths", paths: ["b.ts"] } }]);
    await user.keyboard("{Home}{Shift>}{ArrowDown}{/Shift} ");
    expect(host.callsOf("stage_changes").at(-1)?.choice).toEqual({ kind: "paths", paths: ["a.ts", "b.ts"] });
    await user.keyboard("{Control>}a{/Control} ");
    expect(host.callsOf("stage_changes").at(-1)?.choice).toMatchObject({ paths: ["a.ts", "b.ts", "c.ts"] });
    await user.keyboard("{End}{Enter}");
    expect(onOpen).toHaveBeenLastCalledWith({ path: "c.ts", side: "unstaged" }, "enter");
    (await staged()).focus();
    await user.keyboard(" ");
    expect(host.callsOf("unstage_changes")).toEqual([{ id, choice: { kind: "paths", paths: ["d.ts"] } }]);
  });

  it("choose with Ctrl and act on all of it from the menu", async () => {
    const { user, host } = panel(changes([file("a.ts"), file("b.ts"), file("c.ts")]));
    await user.click(within(await unstaged()).getByText("a.ts"));
    await user.keyboard("{Control>}");
    await user.click(screen.getByText("c.ts"));
    await user.keyboard("{/Control}");
    await user.pointer({ keys: "[MouseRight]", target: screen.getByText("c.ts") });
    await user.click(await screen.findByRole("menuitem", { name: /^Stage 2 files/ }));
    expect(host.callsOf("stage_changes")[0]?.choice).toEqual({ kind: "paths", paths: ["a.ts", "c.ts"] });
    await user.pointer({ keys: "[MouseRight]", target: screen.getByText("a.ts") });
    await user.click(await screen.findByRole("menuitem", { name: "Copy path" }));
    expect(host.callsOf("copy_text")).toEqual([{ text: "a.ts\nc.ts" }]);
  });

  it("stage and unstage everything, or only what the filter shows", async () => {
    const { user, host } = panel(changes([file("src/a.ts"), file("docs/b.md")], [file("c.ts")]));
    await user.click(await screen.findByRole("button", { name: "Stage all" }));
    await user.click(screen.getByRole("button", { name: "Unstage all" }));
    expect(host.callsOf("unstage_changes")).toEqual([{ id, choice: { kind: "all" } }]);
    await user.type(screen.getByRole("searchbox", { name: "Filter files" }), "docs");
    await user.click(screen.getByRole("button", { name: "Stage" }));
    expect(host.callsOf("stage_changes").map(({ choice }) => choice)).toEqual([
      { kind: "all" },
      { kind: "paths", paths: ["docs/b.md"] },
    ]);
    await user.type(screen.getByRole("searchbox", { name: "Filter files" }), "x");
    expect(screen.getAllByText("No file here is called “docsx”")).toHaveLength(2);
  });

  it("show folders, which stand for all below them", async () => {
    const { user, host } = panel(changes([file("src/a.ts"), file("src/b/c.ts"), file("d.ts")]));
    await user.click(await screen.findByRole("radio", { name: "Tree" }));
    const folder = await screen.findByRole("row", { name: "src, 2 files" });
    expect(folder).toHaveAttribute("aria-expanded", "true");
    (await unstaged()).focus();
    await user.keyboard("{Home} ");
    expect(host.callsOf("stage_changes")[0]?.choice).toEqual({ kind: "paths", paths: ["src"] });
    await user.keyboard("{ArrowLeft}");
    expect(screen.queryByRole("row", { name: /^src\/a\.ts/ })).toBeNull();
  });

  it("say honestly that they are cut, and draw only what can be seen", async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => file(`src/file-${n}.ts`));
    panel(changes(many, [], { unstaged: listed(many, 81_234) }));
    expect(await screen.findByText(/The first 5,000 of 81,234 files are shown/)).toBeInTheDocument();
    expect(screen.getByRole("heading", { name: "81,234 or more files changed on main" })).toBeInTheDocument();
    expect(await unstaged()).toHaveAttribute("aria-rowcount", "5000");
    expect(within(await unstaged()).getAllByRole("row").length).toBeLessThan(40);
  });

  it("keep the chosen row while they are read again", async () => {
    const { user, host } = panel(changes([file("a.ts"), file("b.ts"), file("c.ts")]));
    (await unstaged()).focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    host.answer({ get_changes: () => changes([file("_new.ts"), file("a.ts"), file("c.ts")]) });
    window.dispatchEvent(new Event("focus"));
    host.emit({ kind: "repositoryChanged", id });
    await screen.findByText("_new.ts");
    expect(within(await unstaged()).getByRole("row", { selected: true })).toHaveAccessibleName(/^c\.ts/);
  });

  it("say why they follow the files late", async () => {
    panel(changes([file("a.ts")], [], { watching: "crowded" }));
    expect(await screen.findByText("Changes appear late here.")).toBeInTheDocument();
    expect(screen.getByText(/fs\.inotify\.max_user_watches/)).toBeInTheDocument();
  });

  it("show odd names as text", async () => {
    panel(changes([file("docs/x\u202Egnp.exe"), file("caf%E9.txt", { shown: "caf\uFFFD.txt" })]));
    expect(await screen.findByText("U+202E")).toBeInTheDocument();
    expect(screen.getByText("caf\uFFFD.txt")).toBeInTheDocument();
  });

  it("name an unfinished operation, and let nobody commit over a conflict", async () => {
    const conflict = file("a.ts", { change: { kind: "conflicted" } });
    const { user } = panel(changes([conflict], [], { operation: "merge" }));
    expect(await screen.findByText("A merge is not finished.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Decide 1 conflict first" })).toHaveAttribute("aria-disabled", "true");
    (await unstaged()).focus();
    await user.keyboard("{Delete}");
    expect(screen.queryByText(/^Discard the changes/)).toBeNull();
  });

  it("say what failed, and that nothing changed", async () => {
    panel(changes([]), {
      get_changes: () => {
        throw { kind: "broken", detail: "index" } satisfies Fault;
      },
    });
    expect(await screen.findByText("Something is wrong in Bough or in a file")).toBeInTheDocument();
  });
});

describe("discarding", () => {
  it("names the files, the command and the way back, and does it", async () => {
    const { user, host } = panel(changes([file("a b.ts"), file("new.txt", { change: { kind: "untracked" } })]));
    (await unstaged()).focus();
    await user.keyboard("{Control>}a{/Control}{Delete}");
    const bar = await screen.findByRole("group", { name: "Discard the changes in 2 files?" });
    expect(bar).toHaveTextContent("a b.ts");
    expect(bar).toHaveTextContent("new.txt");
    expect(bar).toHaveTextContent("Undo brings it back");
    expect(bar).toHaveTextContent("git restore -- 'a b.ts' && git clean -f -d -- new.txt");
    expect(within(bar).getByRole("button", { name: "Discard" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(host.callsOf("discard_changes")).toEqual([{ id, choice: { kind: "paths", paths: ["a b.ts", "new.txt"] } }]);
    await waitFor(() => expect(screen.queryByRole("group", { name: /^Discard/ })).toBeNull());
    await waitFor(async () => expect(await unstaged()).toHaveFocus());
  });

  it("keeps everything with Keep and with Escape", async () => {
    const { user, host } = panel(changes([file("a.ts")]));
    await user.click(await screen.findByRole("button", { name: "Discard all changes" }));
    await user.click(await screen.findByRole("button", { name: "Keep" }));
    await user.click(await screen.findByRole("button", { name: "Discard changes in a.ts" }));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("button", { name: "Keep" })).toBeNull();
    expect(host.callsOf("discard_changes")).toEqual([]);
  });
});

it("works over the sample world: what is staged moves, and a discard can be undone", async () => {
  const host = memoryHost();
  const start = sampleWork.filter(({ path }) => path === "VERSION" || path === "notes.txt");
  const { user } = panel(changes([]), sampleChanges(host, start), host);
  (await unstaged()).focus();
  await user.keyboard(" ");
  expect(within(await staged()).getByRole("row")).toHaveAccessibleName(/^VERSION/);
  await waitFor(async () =>
    expect(within(await unstaged()).getByRole("row", { selected: true })).toHaveAccessibleName(/^notes/),
  );
  await user.keyboard("{Delete}{Enter}");
  expect(await screen.findByText("Nothing is left to stage.")).toBeInTheDocument();
  await host.call("undo_step", { id, number: 2 });
  expect(within(await unstaged()).getByRole("row")).toHaveAccessibleName(/^notes/);
});

it("breaks no rule of accessibility", async () => {
  const { container, user } = panel(changes([file("src/a.ts"), file("b.ts")], [file("c.ts")], { operation: "rebase" }));
  (await unstaged()).focus();
  await user.keyboard("{Delete}");
  await screen.findByRole("group", { name: /^Discard/ });
  expect(await brokenRules(container)).toEqual([]);
});
