/** Hooks in the commit box: nothing of a repository runs before somebody allowed it, and a hook's no loses nothing. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import type { CommitOutlook, Fault } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { brokenRules } from "../../tests/axe";
import { changedFile as file, changesOf as changes, outlook, plainDraft } from "../../tests/changes";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { ChangesPanel } from "./ChangesPanel";

const id = "repository-billing";
const hooked: CommitOutlook = { ...outlook, hooks: ["pre-commit", "commit-msg"] };
const trusted: CommitOutlook = { ...hooked, trusted: true };

function Tabs() {
  const [front, setFront] = useState(true);
  return (
    <>
      <button onClick={() => setFront(!front)}>Other tab</button>
      {front && <ChangesPanel repository={id} shown={undefined} onOpen={() => {}} onClose={() => {}} />}
      <NoticesShown />
    </>
  );
}

/** The panel with a file staged and a summary written. */
async function written(first: CommitOutlook, answers: Answers = {}) {
  let now = first;
  const shown = show(<Tabs />, {
    get_changes: () => changes([], [file("a.ts")]),
    get_commit_outlook: () => now,
    trust_repository: ({ trusted }) => {
      now = { ...now, trusted };
      return null;
    },
    commit_changes: () => "c".repeat(40),
    cancel_commit: () => null,
    ...answers,
  });
  await shown.user.type(await summary(), "Round");
  await screen.findByRole("checkbox", { name: /^Skip hooks/ });
  return shown;
}

/** A commit that waits for the test to end it, which may come first. */
function waiting() {
  let settle: (end: string | Fault) => void = () => {};
  const ended = new Promise<string | Fault>((resolve) => (settle = resolve));
  let isOver = false;
  const commit_changes = async () => {
    if (isOver) return new Promise<string>(() => {});
    const end = await ended;
    isOver = true;
    if (typeof end !== "string") throw end;
    return end;
  };
  return { commit_changes, end: { succeed: () => settle("c".repeat(40)), fail: settle } };
}

const summary = () => screen.findByRole("textbox", { name: "Summary" });
const box = () => screen.getByRole("region", { name: "Commit" });
const skip = () => screen.getByRole("checkbox", { name: /^Skip hooks/ });
const commitButton = () => screen.findByRole("button", { name: "Commit 1 file to main" });
const asking = () => screen.findByRole("button", { name: "Trust the hooks or skip them" });
// React Aria has a log of its own, to announce.
const said = { name: "What the hooks say" };
const draft = { ...plainDraft, message: "Round" };

describe("hooks of a repository nobody trusts", () => {
  it("are named, and nothing is committed until somebody chose", async () => {
    const { user, host, container } = await written(hooked);
    expect(screen.getByText(/wants to run programs of its own/)).toBeInTheDocument();
    expect(screen.getByText(/pre-commit and commit-msg.*runs with your rights/)).toBeInTheDocument();
    expect(await asking()).toHaveAttribute("aria-disabled");
    await user.click(await asking());
    await user.type(await summary(), "{Control>}{Enter}{/Control}");
    expect(host.callsOf("commit_changes")).toEqual([]);
    expect(await brokenRules(container)).toEqual([]);
  });

  it("run once they are trusted, and no more when trust is taken back", async () => {
    const { user, host } = await written(hooked);
    await user.click(skip());
    await user.click(screen.getByRole("button", { name: "Trust this repository" }));
    expect(host.callsOf("trust_repository")).toEqual([{ id, trusted: true }]);
    expect(await commitButton()).toHaveFocus();
    await screen.findByRole("button", { name: "Stop trusting" });
    expect(skip()).not.toBeChecked();
    await user.click(await commitButton());
    expect(host.callsOf("commit_changes")).toEqual([{ id, draft: { ...draft, skipHooks: false } }]);
    await waitFor(async () => expect(await summary()).toHaveValue(""));
    await user.click(screen.getByRole("button", { name: "Stop trusting" }));
    expect(host.callsOf("trust_repository")[1]).toEqual({ id, trusted: false });
    expect(await screen.findByRole("button", { name: "Trust this repository" })).toBeInTheDocument();
  });

  it("are skipped for one commit only", async () => {
    const { user, host } = await written(hooked);
    await user.click(skip());
    await user.click(await commitButton());
    expect(host.callsOf("commit_changes")).toEqual([{ id, draft: { ...draft, skipHooks: true } }]);
    await waitFor(() => expect(skip()).not.toBeChecked());
    await user.type(await summary(), "Again");
    expect(await asking()).toHaveAttribute("aria-disabled");
  });
});

describe("hooks that run", () => {
  it("can be skipped although they are trusted", async () => {
    const { user, host } = await written(trusted);
    expect(skip()).not.toBeChecked();
    expect(screen.getByText("pre-commit and commit-msg")).toBeInTheDocument();
    await user.click(skip());
    await user.click(await commitButton());
    expect(host.callsOf("commit_changes")).toEqual([{ id, draft: { ...draft, skipHooks: true } }]);
    await waitFor(() => expect(skip()).not.toBeChecked());
  });

  it("are heard as they speak, also after another tab was in front, and are gone when all went well", async () => {
    const { end, commit_changes } = waiting();
    const { user, host, container } = await written(trusted, { commit_changes });
    await user.click(await commitButton());
    expect(await screen.findByRole("button", { name: "Committing…" })).toHaveAttribute("aria-disabled");
    expect(screen.queryByRole("log", said)).toBeNull();
    act(() => host.emit({ kind: "hookSaid", id, hook: "pre-commit", text: "" }));
    expect(await screen.findByRole("button", { name: "Running pre-commit…" })).toHaveAttribute("aria-disabled");
    act(() => host.emit({ kind: "hookSaid", id, hook: "pre-commit", text: "a.ts ok\nb\u202Ets " }));
    act(() => host.emit({ kind: "hookSaid", id: "other", hook: "pre-push", text: "elsewhere" }));
    await user.click(screen.getByText("Other tab"));
    act(() => host.emit({ kind: "hookSaid", id, hook: "pre-commit", text: "ok\n" }));
    await user.click(screen.getByText("Other tab"));
    const log = await screen.findByRole("log", said);
    await waitFor(() => expect([...log.children].map((line) => line.textContent)).toEqual(["a.ts ok", "bU+202Ets ok"]));
    expect(log).not.toHaveTextContent("elsewhere");
    expect(await brokenRules(container)).toEqual([]);
    end.succeed();
    await waitFor(() => expect(screen.queryByRole("log", said)).toBeNull());
    await waitFor(async () => expect(await summary()).toHaveValue(""));
  });

  it("can be stopped: then nothing was committed and nothing is lost", async () => {
    const { end, commit_changes } = waiting();
    const { user, host } = await written(trusted, { commit_changes });
    await user.click(await commitButton());
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
    act(() => host.emit({ kind: "hookSaid", id, hook: "pre-commit", text: "a.ts\n" }));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(host.callsOf("cancel_commit")).toEqual([{ id }]);
    end.fail({ kind: "cancelled" });
    expect(await screen.findByRole("article", { name: "Commit cancelled" })).toHaveTextContent(
      "Nothing was committed.",
    );
    expect(await commitButton()).toHaveFocus();
    expect(await summary()).toHaveValue("Round");
    expect(screen.queryByRole("log", said)).toBeNull();
    expect(within(box()).queryByRole("alert")).toBeNull();
  });

  it("may say no: the message and what they said stay until they are put away", async () => {
    const { end, commit_changes } = waiting();
    const { user, host } = await written(trusted, { commit_changes });
    await user.click(await commitButton());
    act(() => host.emit({ kind: "hookSaid", id, hook: "pre-commit", text: "a.ts:3 trailing space\n" }));
    await screen.findByRole("log", said);
    end.fail({ kind: "hook", name: "pre-commit", output: "a.ts:3 trailing space\n" });
    const fault = await within(box()).findByRole("alert");
    expect(fault).toHaveTextContent("The hook pre-commit said no");
    expect(fault).not.toHaveTextContent("trailing space");
    expect(screen.getByRole("log", said)).toHaveTextContent("a.ts:3 trailing space");
    expect(await summary()).toHaveValue("Round");
    expect(await commitButton()).not.toHaveAttribute("aria-disabled");
    await user.click(within(fault).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("log", said)).toBeNull());
    expect(within(box()).queryByRole("alert")).toBeNull();
  });

  it("are quoted from the fault where nothing was heard, and forgotten when the next commit begins", async () => {
    const { end, commit_changes } = waiting();
    const { user } = await written(trusted, { commit_changes });
    await user.click(await commitButton());
    end.fail({ kind: "hook", name: "commit-msg", output: "no ticket\n" });
    expect(await screen.findByRole("log", said)).toHaveTextContent("no ticket");
    await user.click(await commitButton());
    await waitFor(() => expect(screen.queryByRole("log", said)).toBeNull());
    expect(within(box()).queryByRole("alert")).toBeNull();
  });
});
