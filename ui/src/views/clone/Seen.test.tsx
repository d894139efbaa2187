/** The clone dialog without the network, and before the network has answered. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, HostRepository, Page } from "../../host/api.gen";
import { type Answers, memoryHost } from "../../host/memory";
import { sampleHost } from "../../host/sample_hosts";
import { sampleHostRepositories } from "../../host/sample_repositories";
import { show } from "../../tests/render";
import { seenBefore, silence } from "../../tests/seen";
import { CloneDialog } from "./CloneDialog";

const named = (name: string): HostRepository => ({
  ...(sampleHostRepositories[0] as HostRepository),
  path: { project: "PLAT", slug: name },
  name,
  projectName: "Platform",
  archived: false,
  public: false,
});

const before: Answers = {
  list_host_repositories: ({ search }) => ({
    items: ["ledger", "mail"].filter((name) => name.includes(search ?? "")).map(named),
    next: null,
    seen: seenBefore(2),
  }),
};

function dialog(answers: Answers, remembered: Answers = before) {
  const on = { onClose: vi.fn(), onConnect: vi.fn(), onStarted: vi.fn() };
  const host = memoryHost();
  host.remember(remembered);
  return show(<CloneDialog isOpen url="" {...on} />, answers, host);
}

const row = (name: RegExp) => screen.findByRole("row", { name });

describe("repositories that were seen before", () => {
  it("are there while the host is asked, and give way without losing what was chosen", async () => {
    let answer: (page: Page<HostRepository>) => void = () => {};
    const { user } = dialog({ list_host_repositories: () => new Promise((resolve) => (answer = resolve)) });
    await user.click(await row(/mail/));
    expect(screen.getByText(/^Seen/)).toHaveTextContent("Seen 2 hours ago.");
    expect(screen.getByText("Asking again…")).toHaveAttribute("role", "status");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(screen.getByText("2 repositories")).toBeInTheDocument();

    answer({ items: [named("fresh"), named("ledger"), named("mail")], next: null });
    expect(await row(/fresh/)).toBeInTheDocument();
    expect(await row(/mail/)).toHaveAttribute("aria-selected", "true");
    expect(screen.queryByText(/^Seen/)).toBeNull();
  });

  it("stay until the host has told as many", async () => {
    let answer: (page: Page<HostRepository>) => void = () => {};
    dialog({
      list_host_repositories: ({ cursor }) =>
        cursor ? new Promise((resolve) => (answer = resolve)) : { items: [named("first")], next: "1" },
    });
    await row(/ledger/);
    await waitFor(() => expect(screen.queryByRole("row", { name: /first/ })).toBeNull());
    answer({ items: [named("second")], next: null });
    expect(await row(/first/)).toBeInTheDocument();
    expect(screen.queryByRole("row", { name: /ledger/ })).toBeNull();
  });

  it("say that the host does not answer, and ask it again when told to", async () => {
    const { user, host } = dialog({
      list_hosts: () => [{ ...sampleHost, health: { kind: "offline" } }],
      list_host_repositories: () => ({ items: [named("ledger")], next: null, seen: seenBefore(26, silence) }),
    });
    await row(/ledger/);
    expect(await screen.findByText("git.example.org does not answer.")).toHaveAttribute("role", "status");
    expect(screen.getByText(/^Seen/)).toHaveTextContent("Seen yesterday.");
    expect(
      await screen.findByText("Cloning needs the network, and git.example.org does not answer."),
    ).toBeInTheDocument();
    host.answer({ list_host_repositories: () => ({ items: [named("fresh")], next: null }) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await row(/fresh/)).toBeInTheDocument();
    expect(screen.queryByText(/^Seen/)).toBeNull();
  });

  it("are found by every word at each key, also where the list itself was never seen", async () => {
    const { user } = dialog(
      {
        list_host_repositories: () => {
          throw silence;
        },
      },
      {
        list_host_repositories: ({ search }) => {
          if (!search) throw { kind: "notFound", what: "anything that was seen before" } satisfies Fault;
          return { items: [named("ledger")], next: null, seen: seenBefore(5) };
        },
      },
    );
    expect(await screen.findByRole("alert")).toHaveTextContent("git.example.org can't be reached");
    await user.type(screen.getByRole("searchbox", { name: "Search repositories" }), "led");
    expect(await row(/ledger/)).toBeInTheDocument();
  });

  it("stand for the whole list where the host falls silent in the middle of it", async () => {
    dialog({
      list_host_repositories: ({ cursor }) => {
        if (cursor) throw silence;
        return { items: [named("first")], next: "1" };
      },
    });
    expect(await row(/ledger/)).toBeInTheDocument();
    expect(await screen.findByText("git.example.org does not answer.")).toBeInTheDocument();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
  });

  it("do not cover up that the token was refused", async () => {
    dialog({
      list_host_repositories: () => {
        throw { kind: "signIn", host: "git.example.org", reason: "rejected", detail: "401" } satisfies Fault;
      },
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("git.example.org didn't accept the token");
    expect(screen.queryByRole("row")).toBeNull();
  });

  it("are read anew when the host is back", async () => {
    const { host } = dialog({
      list_host_repositories: () => ({ items: [named("ledger")], next: null, seen: seenBefore(1, silence) }),
    });
    await screen.findByText("git.example.org does not answer.");
    host.answer({ list_host_repositories: () => ({ items: [named("ledger"), named("new")], next: null }) });
    host.emit({ kind: "healthChanged", back: true });
    expect(await row(/new/)).toBeInTheDocument();
    expect(screen.queryByText(/^Seen/)).toBeNull();
  });
});
