/** A day's work in the window: from what changed to a commit and back, by keyboard. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type Answers, memoryHost } from "../host/memory";
import { sampleChanges } from "../host/sample_changes";
import { sampleWork } from "../host/sample_work";
import { brokenRules } from "../tests/axe";
import "../tests/later_views";
import { plainDraft } from "../tests/changes";
import { show } from "../tests/render";
import { Window } from "./Window";

const id = "repository-billing";
const few = ["VERSION", "notes.txt", "web/src/ledger.ts"];

async function work(answers: Answers = {}, files = few) {
  const host = memoryHost();
  const start = sampleWork.filter(({ path }) => files.includes(path));
  const shown = show(
    <Window />,
    {
      ...sampleChanges(host, start),
      get_tabs: () => ({ open: [{ repository: id, alias: null }], front: id }),
      ...answers,
    },
    host,
  );
  await screen.findByRole("grid", { name: "Commits" });
  return shown;
}

const grid = () => screen.findByRole("grid", { name: "Commits" });
const list = (name: RegExp) => screen.findByRole("treegrid", { name });
const toolbar = async () => within(await screen.findByRole("toolbar", { name: "Toolbar" }));

async function openPanel({ user }: { user: Awaited<ReturnType<typeof work>>["user"] }) {
  await user.keyboard("{Control>}{Shift>}g{/Shift}{/Control}");
  return list(/^Unstaged/);
}

describe("the row of what is not committed", () => {
  it("says how many files changed, and leads to the panel", async () => {
    const { user } = await work();
    const row = await screen.findByRole("row", { name: /Uncommitted changes/ });
    await waitFor(() => expect(row).toHaveTextContent("2 changed"));
    expect(row).toHaveTextContent("1 added");
    expect(screen.getByRole("region", { name: "Commit" })).toBeInTheDocument();
    (await grid()).focus();
    await user.keyboard("{Home}");
    expect(await grid()).toHaveAttribute("aria-activedescendant", row.id);
    expect(await screen.findByRole("region", { name: "Uncommitted changes" })).toBeInTheDocument();
    await user.keyboard("{Enter}");
    expect(await list(/^Unstaged/)).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(await grid()).toHaveFocus();
  });

  it("is quiet while nothing changed, and the last commit can still be amended", async () => {
    const { user } = await work({}, []);
    await user.click(await screen.findByText("No uncommitted changes"));
    expect(await screen.findByRole("checkbox", { name: "Amend last commit" })).toBeInTheDocument();
  });

  it("is not there in a bare repository", async () => {
    const head = { kind: "branch", name: "main", commit: "0".repeat(40) } as const;
    await work({ get_repository: () => ({ id, name: "billing", path: "/x", bare: true, shallow: false, head }) });
    expect(screen.queryByText(/ncommitted changes/)).toBeNull();
  });

  it("leads to the first commit of an empty repository", async () => {
    const host = memoryHost();
    show(
      <Window />,
      { get_tabs: () => ({ open: [], front: "repository-design-tokens" }), ...sampleChanges(host) },
      host,
    );
    expect(await screen.findByText("No commits yet")).toBeInTheDocument();
    expect(await screen.findByRole("region", { name: "Uncommitted changes" })).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Summary" })).toBeInTheDocument();
  });
});

describe("from change to commit", () => {
  it("goes by keyboard alone", async () => {
    const shown = await work();
    const { user, host } = shown;
    expect(await openPanel(shown)).toHaveFocus();
    // Looks at the first file, stages its hunk, goes back to its place in the list.
    await user.keyboard("{Enter}");
    await waitFor(async () => expect(await screen.findByRole("grid", { name: "Lines" })).toHaveFocus());
    await user.keyboard("s");
    expect(await screen.findByText("Nothing is left to stage in this file")).toBeInTheDocument();
    expect(host.callsOf("stage_changes")[0]?.choice).toMatchObject({
      kind: "lines",
      path: "VERSION",
      removed: [1],
      added: [1],
    });
    await user.keyboard("{Escape}");
    await waitFor(async () => expect(await list(/^Unstaged/)).toHaveFocus());
    await user.keyboard(" ");
    await waitFor(async () => expect(within(await list(/^Staged/)).getAllByRole("row")).toHaveLength(3));
    // Writes, decides about the hooks, and commits.
    act(() => screen.getByRole("checkbox", { name: "Skip hooks" }).focus());
    await user.keyboard(" ");
    act(() => screen.getByRole("textbox", { name: "Summary" }).focus());
    await user.keyboard("Version 2.20{Control>}{Enter}{/Control}");
    await screen.findByRole("article", { name: "Committed" });
    expect(host.callsOf("commit_changes")).toEqual([
      { id, draft: { ...plainDraft, message: "Version 2.20", amend: false, skipHooks: true } },
    ]);
    expect(await screen.findByText("Nothing is staged yet. A commit takes what stands here.")).toBeInTheDocument();
  });

  it("opens differences in place of the graph; another commit closes them", async () => {
    const shown = await work();
    const { user } = shown;
    await openPanel(shown);
    await user.click(screen.getByText("notes.txt"));
    expect(await screen.findByRole("grid", { name: "Lines" })).toBeInTheDocument();
    expect(screen.queryByRole("grid", { name: "Commits" })).toBeNull();
    expect(await brokenRules(screen.getByRole("tabpanel"))).toEqual([]);
    await user.click(await screen.findByRole("treeitem", { name: /^develop/ }));
    expect(await grid()).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Commit" })).toBeInTheDocument();
  });

  it("reads again what changed when the window comes to the front", async () => {
    const { host } = await work();
    await waitFor(() => expect(host.callsOf("get_changes")).toHaveLength(1));
    act(() => void window.dispatchEvent(new Event("focus")));
    await waitFor(() => expect(host.callsOf("get_changes")).toHaveLength(2));
    // All of it, whatever the core was told.
    expect(host.callsOf("doubt_changes")).toHaveLength(1);
  });

  it("goes on with the next file when nothing is left of one", async () => {
    const shown = await work();
    const { user } = shown;
    await openPanel(shown);
    await user.keyboard("{Enter}");
    await waitFor(async () => expect(await screen.findByRole("grid", { name: "Lines" })).toHaveFocus());
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: "Next file: notes.txt" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("region", { name: "Changes in notes.txt" })).toBeInTheDocument();
    await waitFor(async () => expect(await screen.findByRole("grid", { name: "Lines" })).toHaveFocus());
  });

  it("takes open differences along with the arrows, and opens none by passing", async () => {
    const shown = await work();
    const { user } = shown;
    await openPanel(shown);
    await user.keyboard("{ArrowDown}");
    expect(await grid()).toBeInTheDocument();
    await user.click(screen.getByText("VERSION"));
    await screen.findByRole("region", { name: "Changes in VERSION" });
    await user.keyboard("{ArrowDown}");
    expect(await screen.findByRole("region", { name: "Changes in notes.txt" })).toBeInTheDocument();
  });
});

describe("undo", () => {
  it("says why it can't, names what it would undo, and offers to redo it", async () => {
    const shown = await work();
    const { user, host } = shown;
    expect((await toolbar()).getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
    await openPanel(shown);
    await user.click(screen.getByRole("button", { name: "Stage all" }));
    const button = await (await toolbar()).findByRole("button", { name: "Undo: stage 3 files" });
    await user.click(button);
    expect(host.callsOf("undo_step")).toEqual([{ id, number: 1 }]);
    const toast = await screen.findByRole("article", { name: "Undone" });
    expect(toast).toHaveTextContent("Stage 3 files");
    expect(await (await toolbar()).findByRole("button", { name: "Redo: stage 3 files" })).toBeInTheDocument();
    await user.click(within(toast).getByRole("button", { name: "Redo" }));
    expect(host.callsOf("redo_step")).toEqual([{ id, number: 1 }]);
    expect(await screen.findByRole("article", { name: "Done again" })).toBeInTheDocument();
  });

  it("has keys, which text fields keep for themselves", async () => {
    const shown = await work();
    const { user, host } = shown;
    await openPanel(shown);
    await user.keyboard(" ");
    await (await toolbar()).findByRole("button", { name: "Undo: stage VERSION" });
    act(() => screen.getByRole("textbox", { name: "Summary" }).focus());
    await user.keyboard("{Control>}z{/Control}");
    expect(host.callsOf("undo_step")).toEqual([]);
    (await list(/^Unstaged/)).focus();
    await user.keyboard("{Control>}z{/Control}");
    await (await toolbar()).findByRole("button", { name: "Redo: stage VERSION" });
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    await waitFor(() => expect(host.callsOf("redo_step")).toEqual([{ id, number: 1 }]));
  });

  it("goes to any state of the timeline", async () => {
    const shown = await work();
    const { user, host } = shown;
    await openPanel(shown);
    for (const name of ["VERSION", "notes.txt"]) {
      await user.keyboard(" ");
      await (await toolbar()).findByRole("button", { name: `Undo: stage ${name}` });
    }
    await user.click((await toolbar()).getByRole("button", { name: "Timeline of steps" }));
    const panel = within(await screen.findByRole("dialog", { name: "Timeline of steps" }));
    expect(panel.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Stage notes\.txt.*Now$/),
      expect.stringMatching(/^Stage VERSION/),
      expect.stringMatching(/^Before these steps/),
    ]);
    await user.click(panel.getByRole("button", { name: "Restore this state: Before these steps" }));
    const ask = await panel.findByRole("group", { name: "Restore this state: Before these steps?" });
    expect(ask).toHaveTextContent("Only what is staged changes.");
    await user.click(within(ask).getByRole("button", { name: "Keep" }));
    expect(host.callsOf("undo_step")).toEqual([]);
    await user.click(panel.getByRole("button", { name: "Restore this state: Before these steps" }));
    await panel.findByRole("group", { name: "Restore this state: Before these steps?" });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.callsOf("undo_step")).toEqual([{ id, number: 1 }]));
    await user.click(await panel.findByRole("button", { name: "Restore this state: Stage VERSION" }));
    await panel.findByRole("group", { name: "Restore this state: Stage VERSION?" });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.callsOf("redo_step")).toEqual([{ id, number: 1 }]));
  });

  it("names what a state takes away, and asks also for a single step that others may have", async () => {
    const commit = {
      id: "3f2a".padEnd(40, "0"),
      summary: "Round \u202E each line",
      author: "Grace Hopper",
      byOther: true,
      published: true,
    };
    const step = { number: 4, deed: { kind: "commit", summary: "Round" }, time: "2026-03-01T10:00:00Z" } as const;
    const { user, host } = await work({
      get_undo: () => ({ done: [step], undone: [], message: null }),
      get_undo_outlook: () => ({
        commits: [commit],
        commitsTotal: 3,
        files: ["notes.txt"],
        filesTotal: 1,
        entries: 0,
        command: "git reset --soft 0123",
      }),
    });
    await user.click(await (await toolbar()).findByRole("button", { name: "Undo: commit “Round”" }));
    const ask = await screen.findByRole("group", { name: "Restore this state: Before these steps?" });
    expect(ask).toHaveTextContent("Your branch no longer has 3 commits:");
    expect(ask).toHaveTextContent("3f2a0000 Round U+202E each line · by Grace Hopper · others may have it already");
    expect(ask).toHaveTextContent("and 2 commits more");
    expect(ask).toHaveTextContent("1 file becomes what it was then:notes.txt");
    expect(ask).toHaveTextContent("git reset --soft 0123");
    expect(host.callsOf("undo_step")).toEqual([]);
    expect(await brokenRules(ask)).toEqual([]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.callsOf("undo_step")).toEqual([{ id, number: 4 }]));
  });

  it("is in the palette", async () => {
    const { user } = await work();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Command palette" }), "timeline{Enter}");
    expect(await screen.findByRole("dialog", { name: "Timeline of steps" })).toHaveTextContent("Nothing to undo yet");
  });
});
