import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, Host, Refs, Verdict } from "../../../host/api.gen";
import type { Answers } from "../../../host/memory";
import { sampleHost } from "../../../host/sample_hosts";
import { samplePullRequest } from "../../../host/sample_pull_requests";
import { show } from "../../../tests/render";
import { seenBefore, silence } from "../../../tests/seen";
import { SideBar } from "./SideBar";

const sha = (letter: string) => letter.repeat(40);
const refs: Refs = {
  head: { kind: "branch", name: "main", commit: sha("a") },
  branches: [
    {
      name: "feature/billing/x",
      commit: sha("b"),
      current: false,
      upstream: { name: "origin/x", gone: true, ahead: 0, behind: 0 },
    },
    { name: "feature/y", commit: sha("c"), current: false, upstream: null },
    {
      name: "main",
      commit: sha("a"),
      current: true,
      upstream: { name: "origin/main", gone: false, ahead: 2, behind: 1 },
    },
  ],
  remotes: [{ name: "origin", url: "https://git.example.org/x.git", branches: [{ name: "main", commit: sha("d") }] }],
  tags: [
    { name: "v1.0", commit: sha("e"), annotated: true },
    { name: "odd", commit: null, annotated: true },
  ],
  stashes: [],
  submodules: [{ path: "lib/iban", url: "", present: false }],
};

function bar(answers: Answers = {}) {
  const onCommit = vi.fn();
  const onPullRequest = vi.fn();
  const shown = show(
    <SideBar id="repository-billing" onCommit={onCommit} onPullRequest={onPullRequest} onHide={() => {}} />,
    {
      get_refs: () => refs,
      ...answers,
    },
  );
  return { ...shown, onCommit, onPullRequest };
}

/** The host, its account's token judged as to administration. */
function withAbility(verdict: Verdict): Host {
  const accounts = sampleHost.accounts.map((account) => ({
    ...account,
    abilities: account.abilities.map((one) => (one.ability === "administerRepositories" ? { ...one, verdict } : one)),
  }));
  return { ...sampleHost, accounts };
}

const item = (name: string | RegExp) => screen.findByRole("treeitem", { name });

describe("the side bar", () => {
  // Only what can be seen is drawn: a long list of pull requests would push the tags away.
  const few: Answers = { list_pull_requests: () => ({ items: [], next: null }) };

  it("shows sections with counts, folders of slashes, ahead and behind", async () => {
    bar(few);
    expect(await item("Local branches, 3")).toHaveAttribute("aria-expanded", "true");
    expect(await item("Remotes, 1")).toHaveAttribute("aria-level", "1");
    expect(await item("Tags, 2")).toHaveAttribute("aria-expanded", "false");
    expect(await item("feature, 2")).toHaveAttribute("aria-level", "2");
    expect(await item("main, checked out, 2 ahead, 1 behind")).toBeInTheDocument();
    expect(await item("feature/billing/x, upstream is gone")).toHaveAttribute("aria-level", "4");
    expect(screen.queryByText("WORKTREES")).toBeNull();
  });

  it("chooses the commit of what is clicked", async () => {
    const { user, onCommit } = bar(few);
    await user.click(await item(/^main/));
    expect(onCommit).toHaveBeenCalledWith(sha("a"));
    await user.click(await item("Tags, 2"));
    await user.click(await item("v1.0"));
    expect(onCommit).toHaveBeenLastCalledWith(sha("e"));
    await user.click(await item("odd, points to no commit"));
    expect(onCommit).toHaveBeenCalledTimes(2);
  });

  it("is a tree for the keyboard", async () => {
    const { user, onCommit } = bar();
    const tree = await screen.findByRole("tree");
    tree.focus();
    const active = () =>
      document.getElementById(tree.getAttribute("aria-activedescendant") ?? "")?.querySelector(".visually-hidden")
        ?.textContent;
    await waitFor(() => expect(active()).toBe("Local branches, 3"));
    await user.keyboard("{ArrowRight}");
    expect(active()).toBe("feature, 2");
    await user.keyboard("{ArrowLeft}");
    expect(await item("feature, 2")).toHaveAttribute("aria-expanded", "false");
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(active()).toBe("billing, 1");
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(active()).toBe("feature, 2");
    await user.keyboard("m");
    expect(active()).toMatch(/^main/);
    await user.keyboard("{Enter}");
    expect(onCommit).toHaveBeenCalledWith(sha("a"));
    await user.keyboard("{End}{Home}");
    expect(active()).toBe("Local branches, 3");
  });

  it("checks a branch out by a double click, by Enter, and from the menu, but not the one that is", async () => {
    const { user, host } = bar();
    await user.dblClick(await item(/^feature\/billing\/x/));
    expect(host.callsOf("check_out")).toEqual([
      { id: "repository-billing", target: { kind: "branch", name: "feature/billing/x" } },
    ]);
    (await screen.findByRole("tree")).focus();
    await user.keyboard("{Enter}");
    expect(host.callsOf("check_out")).toHaveLength(2);
    await user.dblClick(await item(/^main/));
    expect(host.callsOf("check_out")).toHaveLength(2);
    await user.pointer({ target: await item(/^main/), keys: "[MouseRight]" });
    expect(await screen.findByRole("menuitem", { name: /^Check out/ })).toHaveTextContent(/It is checked out/);
    await user.keyboard("{Escape}");
    await user.pointer({ target: await item(/^feature\/billing\/x/), keys: "[MouseRight]" });
    await user.click(await screen.findByRole("menuitem", { name: /^Open in a new work tree/ }));
    expect(host.callsOf("add_worktree")).toHaveLength(1);
  });

  it("filters everything and opens what holds a match", async () => {
    const { user } = bar();
    await user.type(await screen.findByRole("searchbox"), "BILL x");
    expect(await item(/^feature\/billing\/x/)).toBeInTheDocument();
    expect(screen.queryByRole("treeitem", { name: /^main/ })).toBeNull();
    await user.clear(screen.getByRole("searchbox"));
    await user.type(screen.getByRole("searchbox"), "nothing-like-this");
    expect(await screen.findByRole("status")).toHaveTextContent("Nothing is called “nothing-like-this”");
  });

  it("leads to the webhooks of a remote's repository, or says what right is missing", async () => {
    for (const verdict of ["allowed", "refused"] as const) {
      const { user, unmount } = bar({ ...few, list_hosts: () => [withAbility(verdict)] });
      await user.pointer({ target: await item("origin, 1"), keys: "[MouseRight]" });
      const entry = await screen.findByRole("menuitem", { name: /^Webhooks of PLAT\/billing…/ });
      const reason = /Needs the permission “Repository admin”/;
      if (verdict === "refused") expect(entry).toHaveTextContent(reason);
      else expect(entry).not.toHaveTextContent(reason);
      unmount();
    }
  });

  it("copies a name from the menu of a line", async () => {
    const { user, host } = bar();
    await user.pointer({ keys: "[MouseRight]", target: await item("feature/y") });
    await user.click(await screen.findByRole("menuitem", { name: "Copy name" }));
    expect(host.callsOf("copy_text")).toEqual([{ text: "feature/y" }]);
  });

  it("shows a HEAD without a branch", async () => {
    bar({ get_refs: () => ({ ...refs, head: { kind: "detached", commit: sha("f") } }) });
    expect(await item("HEAD, no branch")).toBeInTheDocument();
  });

  it("says what failed", async () => {
    bar({
      get_refs: () => {
        throw { kind: "broken", detail: "packed-refs" } satisfies Fault;
      },
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("Something is wrong");
  });
});

describe("pull requests in the side bar", () => {
  it("lists open ones with reviewers and verdicts, and opens one", async () => {
    const { user, onPullRequest, host } = bar();
    const row = await item(/^Pull request 128, Open/);
    expect(row).toHaveAccessibleName(
      "Pull request 128, Open: Round each line of an invoice; Ada Lovelace: waiting; José Núñez: approved; 李小龙: needs work, about older commits",
    );
    expect(within(row).getByTitle("José Núñez: approved")).toBeInTheDocument();
    expect(await item(/^Pull request 127, Draft/)).toBeInTheDocument();
    await user.click(row);
    expect(onPullRequest).toHaveBeenCalledWith("account-ada", expect.objectContaining({ number: 128 }));
    expect(
      host
        .callsOf("list_pull_requests")
        .map(({ filter }) => filter.kind)
        .sort(),
    ).toEqual(["mine", "of", "toReview"]);
  });

  it("counts each saved filter", async () => {
    bar();
    expect(await item("Mine, 2")).toHaveAttribute("aria-expanded", "false");
    expect(await item(/^To review, \d/)).toBeInTheDocument();
  });

  it("waits, and says so", async () => {
    bar({ list_pull_requests: () => new Promise(() => {}) });
    expect((await screen.findAllByText("Asking the server")).length).toBeGreaterThan(0);
  });

  it("says that there is none", async () => {
    bar({ list_pull_requests: () => ({ items: [], next: null }) });
    expect(await item("None is open here")).toBeInTheDocument();
  });

  it("asks to sign in where the token was refused", async () => {
    bar({
      list_pull_requests: () => {
        throw { kind: "signIn", host: "git.example.org", reason: "rejected", detail: "401" } satisfies Fault;
      },
    });
    expect(await item("git.example.org didn't accept the token")).toBeInTheDocument();
    expect(await item("Sign in to git.example.org")).toBeInTheDocument();
  });

  it("tries again after another fault", async () => {
    const { user, host } = bar({
      list_pull_requests: () => {
        throw { kind: "offline", host: "git.example.org", detail: "" } satisfies Fault;
      },
    });
    const again = await item("Try again");
    host.answer({
      list_pull_requests: () => ({ items: [samplePullRequest({ number: 7, title: "Back" })], next: null }),
    });
    await user.click(again);
    expect(await item(/^Pull request 7, Open: Back/)).toBeInTheDocument();
  });

  it("says how old they are where the host does not answer", async () => {
    const { user, host } = bar({
      list_pull_requests: () => ({
        items: [samplePullRequest({ number: 7, title: "Old" })],
        next: null,
        seen: seenBefore(2.5, silence),
      }),
    });
    expect(await item("Offline, seen 2 hours ago")).toBeInTheDocument();
    expect(await item(/^Pull request 7, Open: Old/)).toBeInTheDocument();
    host.answer({ list_pull_requests: () => ({ items: [samplePullRequest({ number: 8 })], next: null }) });
    await user.click(await item("Try again"));
    expect(await item(/^Pull request 8/)).toBeInTheDocument();
    expect(screen.queryByRole("treeitem", { name: /^Offline/ })).toBeNull();
  });

  it("asks for its three lists every two minutes while it is looked at, and for nothing else", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const { host } = bar();
      await item(/^Pull request 128/);
      const before = host.calls.length;
      await vi.advanceTimersByTimeAsync(3_600_000);
      const asked = host.calls.slice(before).map(({ name }) => name);
      expect(new Set(asked)).toEqual(new Set(["list_pull_requests"]));
      expect(asked.length).toBeGreaterThanOrEqual(87);
      expect(asked.length).toBeLessThanOrEqual(93);
    } finally {
      vi.useRealTimers();
    }
  });

  it("offers to sign in where the host is known without an account", async () => {
    bar({
      list_remote_accounts: () => [{ remote: "origin", host: "host-work", account: null, user: null, path: null }],
    });
    expect(await item("Not signed in to git.example.org")).toBeInTheDocument();
    expect(await item("Sign in to git.example.org")).toBeInTheDocument();
  });

  it("offers to connect where no remote belongs to a host", async () => {
    bar({ list_remote_accounts: () => [] });
    expect(await item("No remote belongs to a connected host")).toBeInTheDocument();
    expect(await item("Connect a hosting service")).toBeInTheDocument();
  });

  it("reads the next page on demand", async () => {
    const { user } = bar({
      list_pull_requests: ({ cursor }) =>
        cursor
          ? { items: [samplePullRequest({ number: 2 })], next: null }
          : { items: [samplePullRequest({ number: 1 })], next: "2" },
    });
    await user.click(await item("Show more"));
    expect(await item(/^Pull request 2,/)).toBeInTheDocument();
  });
});
