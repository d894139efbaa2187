import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, PullRequest } from "../../host/api.gen";
import { memoryHost } from "../../host/memory";
import { samplePullRequest, sampleReviewerUser } from "../../host/sample_pull_requests";
import { show } from "../../tests/render";
import { seenBefore, silence } from "../../tests/seen";
import { PullRequestPage } from "./PullRequestPage";

const repository = { project: "PLAT", slug: "billing" };

function page(changes: Partial<PullRequest> = {}, answers = {}) {
  return show(
    <PullRequestPage
      here="repository-billing"
      account="account-ada"
      repository={repository}
      number={128}
      onBack={() => {}}
    />,
    {
      get_pull_request: () => samplePullRequest(changes),
      ...answers,
    },
  );
}

describe("the pull request page", () => {
  it("shows title, number, state, branches, author and description", async () => {
    page();
    expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("Round each line of an invoice #128");
    expect(screen.getByText("Open")).toBeInTheDocument();
    expect(screen.getByText("feature/BILL-301-swiss-rounding")).toBeInTheDocument();
    expect(screen.getByText("main")).toBeInTheDocument();
    expect(screen.getByText("Grace Hopper")).toBeInTheDocument();
    expect(screen.getByRole("heading", { name: "Why" })).toBeInTheDocument();
    expect(screen.getByText("7 comments")).toBeInTheDocument();
    expect(screen.getByText("2 open tasks")).toBeInTheDocument();
    expect(screen.getByText("No conflicts")).toBeInTheDocument();
    expect(screen.getAllByRole("tab")).toHaveLength(1);
  });

  it("says each reviewer's verdict in words, objections first", async () => {
    page();
    const rows = within(await screen.findByRole("region", { name: "Reviewers" })).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/李小龙.*Needs work.*about older commits/),
      expect.stringMatching(/Ada Lovelace.*Waiting/),
      expect.stringMatching(/José Núñez.*Approved/),
    ]);
    expect(screen.getByText("1 of 3 approved")).toBeInTheDocument();
  });

  it("says plainly that nobody was asked and nothing was written", async () => {
    page({ reviewers: [], participants: [], description: " " });
    expect(await screen.findByText("Nobody was asked to review.")).toBeInTheDocument();
    expect(screen.getByText("No description was written.")).toBeInTheDocument();
    expect(screen.queryByText("Others who took part")).toBeNull();
  });

  it("says plainly that branch or repository are gone", async () => {
    const end = samplePullRequest().from;
    const { unmount } = page({ from: { ...end, deleted: true } });
    expect(await screen.findByText("The source branch was deleted.")).toBeInTheDocument();
    unmount();
    page({ from: { ...end, repository: null, deleted: true } });
    expect(await screen.findByText(/The repository it came from was deleted/)).toBeInTheDocument();
    expect(screen.queryByText("The source branch was deleted.")).toBeNull();
  });

  it("names the fork it comes from", async () => {
    const end = samplePullRequest().from;
    page({ from: { ...end, repository: { project: "~grace", slug: "billing" } } });
    expect(await screen.findByText("~grace/billing")).toBeInTheDocument();
  });

  it("marks inactive people", async () => {
    page({
      reviewers: [{ user: sampleReviewerUser("Katherine Johnson", false), verdict: "waiting", outdated: false }],
    });
    expect(await screen.findByText("Katherine Johnson")).toBeInTheDocument();
    expect(screen.getByText("inactive")).toBeInTheDocument();
  });

  it.each([
    [{ state: "merged" as const }, "Its commits are in the target branch."],
    [{ state: "declined" as const }, "It was given up; nothing was merged."],
    [{ merge: "conflicted" as const }, "Conflicts with the target branch"],
    [{ merge: "unknown" as const }, "The server didn't say whether there are conflicts"],
    [{ draft: true }, "Draft"],
  ])("%o: %s", async (changes, words) => {
    page(changes);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it("shows names and titles of strangers as text", async () => {
    page({ title: "<img src=x onerror=alert(1)> \u202Eevil", author: sampleReviewerUser("a\u200Bb") });
    expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent(
      "<img src=x onerror=alert(1)> U+202Eevil",
    );
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByText("U+200B")).toBeInTheDocument();
  });

  it("opens its page through the host, whose name stands on the button", async () => {
    const { user, host } = page();
    await user.click(await screen.findByRole("button", { name: "Open on git.example.org" }));
    expect(host.callsOf("open_link")).toEqual([
      { url: "https://git.example.org/projects/PLAT/repos/billing/pull-requests/128" },
    ]);
  });

  it("is checked out by its button, by its branch, or into a work tree", async () => {
    const { user, host } = page();
    const target = { kind: "pullRequest", account: "account-ada", repository, number: 128 };
    await user.click(await screen.findByRole("button", { name: "Check out" }));
    await user.click(screen.getByRole("button", { name: /^Check out.*feature\/BILL-301-swiss-rounding/ }));
    expect(host.callsOf("check_out")).toEqual([
      { id: "repository-billing", target },
      { id: "repository-billing", target },
    ]);
    await user.click(screen.getByRole("button", { name: "Other ways to check it out" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Open in a new work tree/ }));
    expect(host.callsOf("add_worktree")).toEqual([{ id: "repository-billing", target, folder: null }]);
  });

  it("goes back with Escape", async () => {
    const onBack = vi.fn();
    const { user } = show(
      <PullRequestPage
        here="repository-billing"
        account="account-ada"
        repository={repository}
        number={128}
        onBack={onBack}
      />,
    );
    (await screen.findByRole("button", { name: "Back to the graph" })).focus();
    await user.keyboard("{Escape}");
    expect(onBack).toHaveBeenCalledOnce();
  });

  it("waits, says what failed, asks again", async () => {
    const { unmount } = page({}, { get_pull_request: () => new Promise(() => {}) });
    expect(await screen.findByText("Reading the pull request")).toBeInTheDocument();
    unmount();
    const fault: Fault = { kind: "offline", host: "git.example.org", detail: "time-out" };
    const { user, host } = page(
      {},
      {
        get_pull_request: () => {
          throw fault;
        },
      },
    );
    expect(await screen.findByRole("alert")).toHaveTextContent("git.example.org can't be reached");
    host.answer({ get_pull_request: () => samplePullRequest() });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { level: 1 })).toBeInTheDocument();
  });

  it("shows what was seen before with its age, and asks nothing of a host that does not answer", async () => {
    const { user, host } = page({ seen: seenBefore(3, silence) });
    expect(await screen.findByText(/^Seen/)).toHaveTextContent("Seen 3 hours ago.");
    expect(screen.getByText("git.example.org does not answer.")).toBeInTheDocument();
    const open = screen.getByRole("button", { name: /^Open on/ });
    expect(open).toHaveAttribute("aria-disabled", "true");
    await user.click(open);
    expect(host.callsOf("open_link")).toEqual([]);
    host.answer({ get_pull_request: () => samplePullRequest({ title: "Fresh" }) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("Fresh");
    expect(screen.queryByText(/^Seen/)).toBeNull();
  });

  it("shows what was seen before while the host is asked", async () => {
    const host = memoryHost();
    host.remember({ get_pull_request: () => samplePullRequest({ seen: seenBefore(1) }) });
    show(
      <PullRequestPage
        here="repository-billing"
        account="account-ada"
        repository={repository}
        number={128}
        onBack={() => {}}
      />,
      { get_pull_request: () => new Promise(() => {}) },
      host,
    );
    expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("Round each line");
    expect(screen.getByText("Asking again…")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /^Open on/ })).not.toHaveAttribute("aria-disabled");
  });
});
