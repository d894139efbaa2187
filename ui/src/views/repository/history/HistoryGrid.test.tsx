import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { revealCommit } from "../../../data/reveal";
import type { Answers } from "../../../host/memory";
import type { Fault, Row, Rows } from "../../../host/api.gen";
import { emptyRepository, hugeRepository } from "../../../host/sample_history";
import { show } from "../../../tests/render";
import { RepositoryView } from "../RepositoryView";

const id = "repository-billing";

/** A straight line of commits with a merge at row 2: its second parent is row 4. */
function straight(total: number, revision = "1", shift = 0): Answers["get_rows"] {
  const row = (index: number): Row => ({
    commit: sha(index - shift),
    parents: index + 1 < total ? [sha(index + 1 - shift), ...(index - shift === 2 ? [sha(4)] : [])] : [],
    summary: `Commit number ${index - shift}`,
    author: { name: "Ada Lovelace", email: "ada@example.org", time: "2026-01-01T10:00:00+01:00" },
    lane: 0,
    color: 0,
    edges: [{ from: 0, to: 0, color: 0 }],
    refs: index - shift === 0 ? [{ kind: "branch", name: "main", current: true }] : [],
  });
  return ({ start, count }): Rows => {
    // The core gives fewer rows than asked where that would be too many.
    const length = Math.max(0, Math.min(count, 1_000, total - start));
    return { total, start, rows: Array.from({ length }, (_, n) => row(start + n)), lanes: 1, revision };
  };
}

const sha = (index: number) => (index + 1_000).toString(16).padStart(40, "0");

function view(answers: Answers = {}, repository = id) {
  return show(
    <RepositoryView
      id={repository}
      commitPanel={({ commit }) => <p>Panel of {commit?.slice(-4)}</p>}
      changesPanel={() => <p>Panel of changes</p>}
      diff={() => null}
      pullRequestPage={({ number }) => <p>Page of {number}</p>}
    />,
    {
      get_refs: () => ({
        head: { kind: "branch", name: "main", commit: sha(0) },
        branches: [{ name: "main", commit: sha(0), current: true, upstream: null }],
        remotes: [],
        tags: [{ name: "far", commit: sha(5_000), annotated: false }],
        stashes: [],
        submodules: [],
      }),
      list_remote_accounts: () => [],
      get_rows: straight(10_000),
      ...answers,
    },
  );
}

const grid = () => screen.findByRole("grid", { name: "Commits" });
const chosen = async () => within(await grid()).getByRole("row", { selected: true });
const isChosen = (words: string) => waitFor(async () => expect(await chosen()).toHaveTextContent(words));

describe("the commit list", () => {
  it("says how long the whole list is and draws only what can be seen", async () => {
    view();
    expect(await grid()).toHaveAttribute("aria-rowcount", "10002");
    const rows = within(await grid()).getAllByRole("row");
    expect(rows.length).toBeLessThan(40);
    expect(rows[2]).toHaveAttribute("aria-rowindex", "3");
    expect(rows[2]).toHaveTextContent("Commit number 0");
    expect(within(rows[2] as HTMLElement).getByText("Branch main, checked out")).toBeInTheDocument();
  });

  it("begins at what is checked out", async () => {
    view();
    await isChosen("Commit number 0");
    expect(screen.getByText("Panel of 03e8")).toBeInTheDocument();
  });

  it.each([
    [["{ArrowDown}"], "Commit number 1"],
    [["j", "j", "k"], "Commit number 1"],
    [["{End}"], "Commit number 9999"],
    [["{End}", "{Home}"], "Uncommitted changes"],
    [["{ArrowUp}"], "Uncommitted changes"],
    [["k", "j"], "Commit number 0"],
    [["{PageDown}"], "Commit number 18"],
    [["{PageDown}", "{PageUp}"], "Commit number 0"],
    [["j", "j", "{Shift>}{ArrowDown}{/Shift}"], "Commit number 3"],
    [["j", "j", "{Shift>}{ArrowUp}{/Shift}"], "Commit number 1"],
  ])("moves by %s", async (keys, words) => {
    const { user } = view();
    await isChosen("Commit number 0");
    (await grid()).focus();
    for (const key of keys) await user.keyboard(key);
    await isChosen(words);
    const marked = (await grid()).getAttribute("aria-activedescendant");
    expect(document.getElementById(marked ?? "")).toHaveTextContent(words);
  });

  it("goes to the panel with Enter and back with Escape", async () => {
    const { user } = view();
    await isChosen("Commit number 0");
    (await grid()).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("region", { name: "Commit" })).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(await grid()).toHaveFocus();
  });

  it("shows quiet places for rows that were not read, then the rows", async () => {
    const held: (() => void)[] = [];
    const rows = straight(10_000);
    const { user, host } = view({
      get_rows: async (args) => {
        if (args.start > 0) await new Promise<void>((resolve) => held.push(resolve));
        return rows?.(args) as Rows;
      },
    });
    await isChosen("Commit number 0");
    (await grid()).focus();
    await user.keyboard("{End}");
    await waitFor(async () => expect((await chosen()).getAttribute("aria-busy")).toBe("true"));
    expect(await chosen()).toHaveTextContent("Not read yet");
    expect(await chosen()).toHaveAttribute("aria-rowindex", "10002");
    await waitFor(() => expect(host.callsOf("get_rows").some(({ start }) => start === 9_800)).toBe(true));
    held.forEach((release) => release());
    await isChosen("Commit number 9999");
    expect(screen.getByText(`Panel of ${sha(9_999).slice(-4)}`)).toBeInTheDocument();
  });

  it("asks for blocks, not for rows", async () => {
    const { host, user } = view();
    await isChosen("Commit number 0");
    (await grid()).focus();
    for (let press = 0; press < 30; press++) await user.keyboard("j");
    await isChosen("Commit number 30");
    expect(new Set(host.callsOf("get_rows").map(({ start }) => start))).toEqual(new Set([0]));
  });

  it("keeps the chosen commit when new ones arrive above it", async () => {
    const { host, user } = view();
    await isChosen("Commit number 0");
    (await grid()).focus();
    await user.keyboard("jjj");
    await isChosen("Commit number 3");
    host.answer({ get_rows: straight(10_002, "2", 2) });
    host.emit({ kind: "repositoryChanged", id });
    await waitFor(async () => expect(await grid()).toHaveAttribute("aria-rowcount", "10004"));
    await isChosen("Commit number 3");
    expect(await chosen()).toHaveAttribute("aria-rowindex", "8");
  });

  it("finds the row of a tag that is far away", async () => {
    const { user } = view();
    await isChosen("Commit number 0");
    await user.type(screen.getByRole("searchbox"), "far");
    await user.click(await screen.findByRole("treeitem", { name: "far" }));
    await isChosen("Commit number 5000");
    expect(screen.getByText(`Panel of ${sha(5_000).slice(-4)}`)).toBeInTheDocument();
  });

  it("says that a stash is not in the list, without reading all of it", async () => {
    const { user, host } = view({
      get_refs: () => ({
        head: { kind: "branch", name: "main", commit: sha(0) },
        branches: [],
        remotes: [],
        tags: [],
        stashes: [{ commit: "f".repeat(40), message: "WIP" }],
        submodules: [],
      }),
    });
    await isChosen("Commit number 0");
    await user.click(await screen.findByRole("treeitem", { name: "WIP" }));
    expect(await screen.findByText(/This commit is not in the list/)).toBeInTheDocument();
    expect(screen.getByText("Panel of ffff")).toBeInTheDocument();
    expect(host.callsOf("get_rows").every(({ count }) => count === 200)).toBe(true);
  });

  it("says where a shallow history ends", async () => {
    const head = { kind: "branch", name: "main", commit: sha(0) } as const;
    view({
      get_rows: straight(3),
      get_repository: () => ({ id, name: "billing", path: "/x", bare: false, shallow: true, head }),
    });
    expect(await screen.findByText(/shallow clone/)).toBeInTheDocument();
  });

  it("shows a commit that somebody else asks for", async () => {
    view();
    await isChosen("Commit number 0");
    act(() => void expect(revealCommit(id, sha(42))).toBe(true));
    await isChosen("Commit number 42");
    expect(revealCommit("repository-other", sha(1))).toBe(false);
  });

  it("finds its place again when its tab comes back to the front", async () => {
    function Tabs() {
      const [front, setFront] = useState(true);
      return (
        <>
          <button onClick={() => setFront(!front)}>Other tab</button>
          {front && (
            <RepositoryView
              id={id}
              commitPanel={() => null}
              changesPanel={() => null}
              diff={() => null}
              pullRequestPage={() => null}
            />
          )}
        </>
      );
    }
    const { user } = show(<Tabs />, { get_rows: straight(10_000), list_remote_accounts: () => [] });
    (await grid()).focus();
    await user.keyboard("{End}");
    await isChosen("Commit number 9999");
    await user.click(screen.getByText("Other tab"));
    expect(screen.queryByRole("grid")).toBeNull();
    await user.click(screen.getByText("Other tab"));
    await isChosen("Commit number 9999");
  });

  it("says that it is empty", async () => {
    view(
      {
        get_rows: straight(0),
        get_refs: () => ({
          head: { kind: "unborn", name: "main" },
          branches: [],
          remotes: [],
          tags: [],
          stashes: [],
          submodules: [],
        }),
      },
      emptyRepository,
    );
    expect(await screen.findByText("No commits yet")).toBeInTheDocument();
  });

  it("says what failed and asks again", async () => {
    const { host, user } = view({
      get_rows: () => {
        throw { kind: "offline", host: "nas", detail: "" } satisfies Fault;
      },
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("nas can't be reached");
    host.answer({ get_rows: straight(3) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Commit number 0")).toBeInTheDocument();
  });

  it("opens a list of 1.3 million rows and jumps to its end", async () => {
    const { user } = show(
      <RepositoryView
        id={hugeRepository}
        commitPanel={() => null}
        changesPanel={() => null}
        diff={() => null}
        pullRequestPage={() => null}
      />,
    );
    expect(await grid()).toHaveAttribute("aria-rowcount", "1300002");
    (await grid()).focus();
    await user.keyboard("{End}");
    await waitFor(async () => expect(await chosen()).toHaveAttribute("aria-rowindex", "1300002"));
  });

  it("shows names from a repository as text", async () => {
    const rows = straight(3);
    view({
      get_rows: (args) => {
        const answer = rows?.(args) as Rows;
        const [first] = answer.rows;
        if (first) first.summary = "Fix \u202Egnp.exe <img src=x onerror=alert(1)>";
        return answer;
      },
    });
    expect(await screen.findByText("U+202E")).toBeInTheDocument();
    expect(document.querySelector("img")).toBeNull();
  });

  it("resizes a column by keyboard", async () => {
    view();
    const edge = await screen.findByRole("separator", { name: "Width of Author" });
    const before = Number(edge.getAttribute("aria-valuenow"));
    fireEvent.keyDown(edge, { key: "ArrowLeft" });
    await waitFor(() => expect(Number(edge.getAttribute("aria-valuenow"))).toBe(before + 8));
  });
});
