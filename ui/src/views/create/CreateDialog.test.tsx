import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, JobState } from "../../host/api.gen";
import { type Answers, type MemoryHost, memoryHost } from "../../host/memory";
import { show } from "../../tests/render";
import { CreateDialog } from "./CreateDialog";

const page = "https://git.example.org/users/ada/repos/pear-crates/browse";
const ended = { kind: "finished", repository: null, lfs: null, push: null, page, checkedOut: null } as const;

/** A dialog whose job can be ended. */
function dialog(answers: Answers = {}, host: MemoryHost = memoryHost()) {
  let state: JobState | null = null;
  const job = () => ({ id: "job", task: "create", subject: "Pear crates", started: "", state }) as const;
  const onClose = vi.fn();
  const shown = show(
    <CreateDialog onClose={onClose} />,
    {
      create_host_repository: () => "job",
      list_jobs: () => (state ? [{ ...job(), state }] : []),
      ...answers,
    },
    host,
  );
  const end = (next: JobState) =>
    act(() => {
      state = next;
      host.emit({ kind: "jobChanged", job: { ...job(), state: next } });
    });
  return { ...shown, onClose, end };
}

const field = (name: string) => screen.findByRole("textbox", { name });
const pick = (name: string) => screen.findByRole("combobox", { name });
const button = (name: string) => screen.findByRole("button", { name });

describe("creating on a host", () => {
  it("says what is missing, and asks for exactly what was filled in", async () => {
    const { user, host, onClose, end } = dialog();
    expect(await button("Create repository")).toHaveAttribute("aria-disabled", "true");
    await user.type(await field("Name"), "Pear crates");
    expect(await screen.findByText("It will be made in /home/ada/src/pear-crates")).toBeInTheDocument();
    await user.type(await field("Description"), "Where pears go");
    await user.type(await pick(".gitignore template"), "{Control>}a{/Control}rus");
    await user.click(await screen.findByRole("option", { name: "Rust" }));
    await user.type(await pick("Licence"), "{Control>}a{/Control}mit license{Escape}");
    await user.click(await button("Create repository"));
    expect(host.callsOf("create_host_repository")).toEqual([
      {
        account: "account-ada",
        draft: {
          project: null,
          name: "Pear crates",
          description: "Where pears go",
          public: false,
          defaultBranch: "main",
          ignore: "Rust",
          licence: "MIT",
        },
        protocol: "https",
        clone: { folder: "/home/ada/src", name: "pear-crates" },
      },
    ]);
    expect(onClose).not.toHaveBeenCalled();
    await end({ ...ended, repository: "repository-billing" });
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    await waitFor(() => expect(host.callsOf("save_tabs").at(-1)?.tabs.front).toBe("repository-billing"));
  });

  it("creates in a project without a clone, and says what that takes", async () => {
    const { user, host } = dialog();
    await user.type(await pick("Project"), "{Control>}a{/Control}plat");
    await user.click(await screen.findByRole("option", { name: "Platform (PLAT)" }));
    expect(await screen.findByText(/takes project administrators' rights/)).toBeInTheDocument();
    await user.type(await field("Name"), "crates");
    await user.click(await screen.findByRole("checkbox", { name: "Clone it to this computer" }));
    expect(screen.queryByRole("textbox", { name: "Folder name" })).toBeNull();
    await user.click(await button("Create repository"));
    expect(host.callsOf("create_host_repository")[0]).toMatchObject({ draft: { project: "PLAT" }, clone: null });
  });

  it("does not take what is no project for one", async () => {
    const { user } = dialog();
    await user.type(await field("Name"), "crates");
    await user.type(await pick("Project"), "{Control>}a{/Control}nowhere");
    expect(await screen.findByText("No project is called like that")).toBeInTheDocument();
    await user.keyboard("{Escape}");
    expect(await button("Create repository")).toHaveAttribute("aria-disabled", "true");
  });

  it("shows a fault at its field and lets the person mend it", async () => {
    const { user, onClose, end } = dialog();
    await user.type(await field("Name"), "crates");
    await user.click(await button("Create repository"));
    const why = "This repository URL is already taken by 'crates' in the 'Demo' project";
    await end({ kind: "failed", fault: { kind: "invalid", field: "name", why } });
    expect(await screen.findByText(why)).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
    await user.type(await field("Name"), "-2");
    expect(screen.queryByText(why)).toBeNull();
    expect(await button("Create repository")).not.toHaveAttribute("aria-disabled", "true");
  });

  it("says which right is missing", async () => {
    const { user, end } = dialog();
    await user.type(await field("Name"), "crates");
    await user.click(await button("Create repository"));
    const fault: Fault = { kind: "denied", missing: "Project permissions: admin (for PLAT)", detail: "" };
    await end({ kind: "failed", fault });
    expect(await screen.findByText(/Project permissions: admin \(for PLAT\)/)).toBeInTheDocument();
  });
});

it("makes an empty repository here", async () => {
  const { user, host, onClose } = dialog({ list_hosts: () => [] });
  await user.type(await field("Name"), "poem");
  await user.click(await button("Create repository"));
  expect(host.callsOf("create_repository")).toEqual([{ folder: "/home/ada/src", name: "poem" }]);
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});
