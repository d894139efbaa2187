import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, HostRepository, Kin } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { sampleHostRepositories } from "../../host/sample_repositories";
import { show } from "../../tests/render";
import { seenBefore, silence } from "../../tests/seen";
import { AddRemoteDialog } from "./AddRemoteDialog";

const own: HostRepository = {
  ...(sampleHostRepositories[0] as HostRepository),
  path: { project: "PLAT", slug: "billing" },
  name: "billing",
  projectName: "Platform",
  archived: false,
};
const fork: HostRepository = { ...own, path: { project: "~grace", slug: "billing" }, projectName: "Grace Hopper" };
const other: HostRepository = {
  ...own,
  path: { project: "SHOP", slug: "web-shop" },
  projectName: "Shop",
  name: "web-shop",
};
const kin: Kin = { repository: own, parent: null, forks: [fork], related: [], more: false };

function dialog(answers: Answers = {}) {
  const onClose = vi.fn();
  const shown = show(<AddRemoteDialog id="repository-billing" onClose={onClose} />, {
    get_kin: () => kin,
    list_host_repositories: () => ({ items: [own, fork, other], next: null }),
    ...answers,
  });
  return { ...shown, onClose };
}

const row = (name: string | RegExp) => screen.findByRole("row", { name });
const button = (name: string) => screen.findByRole("button", { name });
const field = (name: string) => screen.findByRole("textbox", { name });

describe("adding a remote", () => {
  it("lists forks first and everything else behind them, the repository itself not at all", async () => {
    dialog();
    await row("Grace Hopper / billing");
    const names = within(await screen.findByRole("grid"))
      .getAllByRole("row")
      .map((one) => one.getAttribute("aria-label") ?? one.textContent);
    expect(names.join("; ")).toMatch(/Forks of this repository.*Grace Hopper.*Any repository.*Shop/);
    expect(screen.queryByRole("row", { name: "Platform / billing" })).toBeNull();
    expect(await screen.findByText(/Forks that you may not read are not listed/)).toBeInTheDocument();
  });

  it("adds a fork under its owner's name and fetches it", async () => {
    const { user, host, onClose } = dialog();
    expect(await button("Choose a repository to add")).toHaveAttribute("aria-disabled", "true");
    await user.click(await row("Grace Hopper / billing"));
    expect(await screen.findByText("Its branches are shown as grace/…")).toBeInTheDocument();
    await user.click(await button("Add grace"));
    expect(host.callsOf("add_remote")).toEqual([
      {
        id: "repository-billing",
        name: "grace",
        source: { kind: "hosted", account: "account-ada", path: fork.path, protocol: "https" },
        pushUrl: null,
      },
    ]);
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(host.callsOf("fetch_remote")).toEqual([{ id: "repository-billing", remote: "grace" }]);
  });

  it("shows what was seen before where the host does not answer", async () => {
    const seen = seenBefore(2, silence);
    const { user, host } = dialog({
      get_kin: () => ({ ...kin, seen }),
      list_host_repositories: () => ({ items: [own, fork, other], next: null, seen }),
    });
    await row("Grace Hopper / billing");
    expect(screen.getByText(/^Seen/)).toHaveTextContent("Seen 2 hours ago.");
    host.answer({
      get_kin: () => kin,
      list_host_repositories: () => ({ items: [own, fork, other], next: null }),
    });
    await user.click(await button("Try again"));
    await waitFor(() => expect(screen.queryByText(/^Seen/)).toBeNull());
    expect(await row("Grace Hopper / billing")).toBeInTheDocument();
  });

  it("says that there is no fork, and that the origin is hidden", async () => {
    dialog({ get_kin: () => ({ ...kin, repository: { ...own, originHidden: true }, forks: [] }) });
    const hint = await screen.findByText(/No fork of this repository that you may see/);
    expect(hint).toHaveTextContent(/forked from one that you may not read/);
  });

  it("takes any URL, and one for pushes", async () => {
    const { user, host } = dialog();
    await user.click(await screen.findByRole("tab", { name: "URL" }));
    await user.type(await field("URL to fetch from"), "https://example.org/team/thing.git");
    await user.type(await field("URL to push to"), "ssh://git@example.org/team/thing.git");
    await user.click(await screen.findByRole("checkbox", { name: "Fetch it now" }));
    await user.click(await button("Add team"));
    expect(host.callsOf("add_remote")[0]).toMatchObject({
      name: "team",
      source: { kind: "url", url: "https://example.org/team/thing.git" },
      pushUrl: "ssh://git@example.org/team/thing.git",
    });
    expect(host.callsOf("fetch_remote")).toEqual([]);
  });

  it("shows faults where they belong", async () => {
    const why = "A remote can't be called like that.";
    const { user, host } = dialog({
      add_remote: () => {
        throw { kind: "invalid", field: "name", why } satisfies Fault;
      },
    });
    await user.click(await row("Grace Hopper / billing"));
    await user.type(await field("Name"), "a b");
    await user.click(await button("Add a b"));
    expect(await screen.findByText(why)).toBeInTheDocument();
    host.answer({
      add_remote: () => {
        throw { kind: "denied", missing: "Repository permissions: read", detail: "401" } satisfies Fault;
      },
    });
    await user.type(await field("Name"), "c");
    await user.click(await button("Add a bc"));
    expect(await screen.findByText(/Repository permissions: read/)).toBeInTheDocument();
  });
});
