import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { AbilityCheck, Fault, Host, HostRepository } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { sampleHost } from "../../host/sample_hosts";
import { sampleHostRepositories } from "../../host/sample_repositories";
import { show } from "../../tests/render";
import { ForkDialog } from "./ForkDialog";

const own: HostRepository = {
  ...(sampleHostRepositories[0] as HostRepository),
  path: { project: "PLAT", slug: "billing" },
  name: "billing",
  forkedFrom: null,
  originHidden: false,
};
const place = { account: "account-ada", repository: own.path };

/** The host, with an account whose token may do this. */
const may = (abilities: AbilityCheck[]): Host => ({
  ...sampleHost,
  accounts: sampleHost.accounts.map((account) => ({ ...account, abilities })),
});

function dialog(answers: Answers = {}, clone: string | null = "repository-billing") {
  const onClose = vi.fn();
  const shown = show(<ForkDialog place={{ ...place, clone }} onClose={onClose} />, {
    get_host_repository: () => own,
    list_hosts: () => [may([])],
    ...answers,
  });
  return { ...shown, onClose };
}

const button = (name: string) => screen.findByRole("button", { name });
/** The button, once it says that nothing is missing. */
const ready = async () => {
  await waitFor(async () => expect(await button("Fork")).not.toHaveAttribute("aria-disabled", "true"));
  return button("Fork");
};
const box = (name: RegExp) => screen.findByRole("checkbox", { name });

describe("forking", () => {
  it("makes a fork of one's own, keeps it in step, adds it as a remote and fetches it", async () => {
    const { user, host, onClose } = dialog();
    expect(await screen.findByRole("textbox", { name: "Name of the remote" })).toHaveAttribute("placeholder", "ada");
    await user.click(await ready());
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(host.callsOf("fork_repository")).toEqual([{ ...place, project: null, name: null }]);
    expect(host.callsOf("set_fork_sync")).toEqual([
      { account: place.account, repository: { project: "~ada", slug: "billing" }, enabled: true },
    ]);
    expect(host.callsOf("add_remote")).toMatchObject([{ id: "repository-billing", name: "ada" }]);
    expect(host.callsOf("fetch_remote")).toEqual([{ id: "repository-billing", remote: "ada" }]);
  });

  it("does nothing more than was wished for", async () => {
    const { user, host, onClose } = dialog();
    await user.click(await box(/keeps it in step/));
    await user.click(await box(/as a remote/));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "mine");
    await user.click(await ready());
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(host.callsOf("fork_repository")).toEqual([{ ...place, project: null, name: "mine" }]);
    expect(host.callsOf("set_fork_sync")).toEqual([]);
    expect(host.callsOf("add_remote")).toEqual([]);
  });

  it("does not promise what the token may not do", async () => {
    const refused = { ability: "administerRepositories" as const, verdict: "refused" as const, detail: "" };
    const { user, host, onClose } = dialog({ list_hosts: () => [may([refused])] });
    expect(await box(/keeps it in step/)).toBeDisabled();
    expect(await screen.findByText(/would need “Repository permissions: admin”/)).toBeInTheDocument();
    await user.click(await ready());
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(host.callsOf("set_fork_sync")).toEqual([]);
  });

  it("says at the name that it is taken, and keeps what was typed", async () => {
    const why = "The URL is taken.";
    const { user, onClose } = dialog({
      fork_repository: () => {
        throw { kind: "invalid", field: "name", why } satisfies Fault;
      },
    });
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "mine");
    await user.click(await ready());
    expect(await screen.findByText(why)).toBeInTheDocument();
    expect(await screen.findByRole("textbox", { name: "Name" })).toHaveValue("mine");
    expect(onClose).not.toHaveBeenCalled();
  });

  it("names the right that is missing", async () => {
    const { user } = dialog({
      fork_repository: () => {
        throw { kind: "denied", missing: "Project permissions: admin (for SHOP)", detail: "401" } satisfies Fault;
      },
    });
    await user.click(await ready());
    expect(await screen.findByText(/Project permissions: admin \(for SHOP\)/)).toBeInTheDocument();
  });

  it("keeps the fork where what follows fails", async () => {
    const { user, onClose } = dialog({
      add_remote: () => {
        throw { kind: "refused", detail: "no" } satisfies Fault;
      },
    });
    await user.click(await ready());
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  });

  it("says of a fork how it stands to its origin and has the server follow it", async () => {
    const { user, host } = dialog({
      get_host_repository: () => ({ ...own, forkedFrom: { project: "CORE", slug: "billing" } }),
      get_fork_sync: () => ({
        available: true,
        enabled: false,
        last: null,
        ahead: ["main"],
        diverged: ["a", "b", "c", "d", "e", "f", "g"],
        orphaned: [],
      }),
    });
    expect(await screen.findByText("This repository is a fork of CORE/billing")).toBeInTheDocument();
    expect(await screen.findByText("and 2 more")).toBeInTheDocument();
    await user.click(await box(/The server keeps it in step with its origin/));
    expect(host.callsOf("set_fork_sync")).toEqual([{ ...place, enabled: true }]);
  });

  it("says why a repository can't be read", async () => {
    dialog({
      get_host_repository: () => {
        throw { kind: "notFound", what: "The repository PLAT/billing" } satisfies Fault;
      },
    });
    expect(await screen.findByText(/PLAT\/billing/, { selector: "p, p *, div[role=alert] *" })).toBeInTheDocument();
  });

  it("offers the clone where there is none", async () => {
    const { user, host } = dialog({}, null);
    expect(await box(/Clone it afterwards/)).toBeChecked();
    await user.click(await ready());
    await waitFor(() => expect(host.callsOf("fork_repository")).toHaveLength(1));
    expect(host.callsOf("add_remote")).toEqual([]);
  });
});
