import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, Host, HostRepository } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { sampleHost, sampleOauth, sampleRegistration } from "../../host/sample_hosts";
import { manyRepositories, sampleManyRepositories } from "../../host/sample_many";
import { sampleHostRepositories } from "../../host/sample_repositories";
import { show } from "../../tests/render";
import { CloneDialog } from "./CloneDialog";

const plain: HostRepository = {
  ...(sampleHostRepositories[0] as HostRepository),
  path: { project: "PLAT", slug: "ledger" },
  name: "ledger",
  projectName: "Platform",
  archived: false,
  public: false,
};

function dialog(answers: Answers = {}, url = "") {
  const on = { onClose: vi.fn(), onConnect: vi.fn(), onStarted: vi.fn() };
  return { ...show(<CloneDialog isOpen url={url} {...on} />, answers), ...on };
}

const only = (...items: HostRepository[]): Answers => ({ list_host_repositories: () => ({ items, next: null }) });
const field = (name: string) => screen.findByRole("textbox", { name });
const row = (name: string | RegExp) => screen.findByRole("row", { name });
const search = () => screen.findByRole("combobox", { name: "Search repositories" });
/** The one button that starts it. */
const button = (name: string) => screen.findByRole("button", { name });

describe("cloning from a host", () => {
  it("says what is missing, then what will happen, and asks for exactly that", async () => {
    const { user, host, onStarted } = dialog(only(plain));
    expect(await button("Choose a repository to clone")).toHaveAttribute("aria-disabled", "true");
    await user.click(await row("Platform / ledger, Private"));
    expect(await screen.findByText("Becomes /home/ada/src/ledger")).toBeInTheDocument();
    await user.click(await button("Clone ledger"));
    expect(host.callsOf("clone_repository")).toEqual([
      {
        source: {
          kind: "hosted",
          account: "account-ada",
          path: { project: "PLAT", slug: "ledger" },
          protocol: "https",
        },
        folder: "/home/ada/src",
        name: "ledger",
        branch: null,
        depth: null,
        submodules: false,
      },
    ]);
    await waitFor(() => expect(onStarted).toHaveBeenCalledOnce());
  });

  it("is done with the keyboard alone", async () => {
    const { user, host } = dialog(only(plain, { ...plain, path: { project: "PLAT", slug: "mail" }, name: "mail" }));
    await row("Platform / ledger, Private");
    const box = await search();
    expect(box).toHaveFocus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(await row("Platform / mail, Private")).toHaveAttribute("aria-selected", "true");
    expect(document.getElementById(box.getAttribute("aria-activedescendant") ?? "")).toHaveTextContent("mail");
    (await field("Folder name")).focus();
    await user.keyboard("post{Enter}");
    await waitFor(() => expect(host.callsOf("clone_repository")[0]).toMatchObject({ name: "post" }));
  });

  it("marks what is private, public, archived and a fork", async () => {
    dialog(
      only(
        { ...plain, name: "a", path: { project: "PLAT", slug: "a" }, archived: true },
        {
          ...plain,
          name: "b",
          path: { project: "PLAT", slug: "b" },
          public: true,
          forkedFrom: { project: "SHOP", slug: "b" },
        },
      ),
    );
    expect(await row("Platform / a, Private, Archived")).toHaveTextContent("Archived");
    expect(await row("Platform / b, Public, Fork of SHOP/b")).toBeInTheDocument();
  });

  it("does not offer a protocol the server doesn't have, and says why", async () => {
    const { user, host } = dialog(only({ ...plain, cloneUrls: [{ protocol: "ssh", url: "ssh://git@h/x.git" }] }));
    await user.click(await row(/ledger/));
    expect(await screen.findByText("The server offers no HTTPS address for this repository")).toBeInTheDocument();
    expect(screen.getByRole("radio", { name: "HTTPS" })).toBeDisabled();
    expect(screen.getByRole("radio", { name: "SSH" })).toBeChecked();
    await user.click(await button("Clone ledger"));
    expect(host.callsOf("clone_repository")[0]?.source).toMatchObject({ protocol: "ssh" });
  });

  it("searches while further pages are on their way, and counts", async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const all = sampleManyRepositories();
    const { user } = dialog(manyRepositories(all, 1_000, () => held));
    expect(await screen.findByText("1,000 repositories, reading more…")).toBeInTheDocument();
    const words = all[4_321]?.name ?? "";
    await user.type(await search(), words);
    // Not here yet, but the server knows it.
    expect(await row(new RegExp(words))).toBeInTheDocument();
    release();
    expect(await screen.findByText("1 of 5,000 repositories")).toBeInTheDocument();
    const start = performance.now();
    await user.clear(await search());
    process.stdout.write(
      `5,000 repositories again after clearing: ${(performance.now() - start).toFixed(0)} ms in jsdom\n`,
    );
    expect(screen.getAllByRole("row").length).toBeLessThan(40);
    expect(screen.getByRole("grid", { name: "Repositories" })).toHaveAttribute("aria-rowcount", "5000");
  });

  it("lists another scope", async () => {
    const { user, host } = dialog();
    await row(/Platform \/ billing/);
    await user.click(screen.getByRole("button", { name: /Show/ }));
    await user.click(await screen.findByRole("option", { name: "Shop (SHOP)" }));
    await waitFor(() =>
      expect(host.callsOf("list_host_repositories").at(-1)?.scope).toEqual({ kind: "project", key: "SHOP" }),
    );
  });

  it("offers the host's branches", async () => {
    const { user, host } = dialog(only(plain));
    await user.click(await row(/ledger/));
    await user.click(screen.getByRole("combobox", { name: "Branch" }));
    await user.click(await screen.findByRole("option", { name: "feature/invoices" }));
    await user.click(await button("Clone feature/invoices of ledger"));
    expect(host.callsOf("clone_repository")[0]?.branch).toBe("feature/invoices");
  });

  it("waits, says that nothing fits, that there is nothing, and what failed", async () => {
    const { unmount } = dialog({ list_host_repositories: () => new Promise(() => {}) });
    expect(await screen.findByText("Asking the server for repositories")).toBeInTheDocument();
    unmount();
    const empty = dialog(only());
    expect(await screen.findByText("No repositories")).toBeInTheDocument();
    empty.unmount();
    const some = dialog(only(plain));
    await row(/ledger/);
    await some.user.type(await search(), "zzz");
    expect(await screen.findByText("Nothing fits")).toBeInTheDocument();
    some.unmount();
    dialog({
      list_host_repositories: () => {
        throw { kind: "rateLimited", host: "git.example.org", until: "2026-01-01T10:00:00Z" } satisfies Fault;
      },
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("git.example.org asks for a pause");
  });

  it("keeps what is there when a later page fails", async () => {
    const { user, host } = dialog({
      list_host_repositories: ({ cursor }) => {
        if (cursor) throw { kind: "offline", host: "git.example.org", detail: "" } satisfies Fault;
        return { items: [plain], next: "2" };
      },
    });
    expect(await row(/ledger/)).toBeInTheDocument();
    expect(await screen.findByRole("alert")).toHaveTextContent("can't be reached");
    host.answer({
      list_host_repositories: () => ({
        items: [{ ...plain, name: "late", path: { project: "P", slug: "late" } }],
        next: null,
      }),
    });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await row(/late/)).toBeInTheDocument();
    expect(await row(/ledger/)).toBeInTheDocument();
  });

  it("shows names of strangers as text", async () => {
    dialog(only({ ...plain, name: "evil\u202Egnp", description: "<script>alert(1)</script>" }));
    expect(await row("Platform / evil[U+202E]gnp, Private")).toHaveTextContent("<script>alert(1)</script>");
  });

  it("leads to signing in where nobody is signed in", async () => {
    const { user, onClose } = dialog({ list_hosts: () => [{ ...sampleHost, accounts: [] }] });
    await user.click(await screen.findByRole("tab", { name: /git\.example\.org/ }));
    await user.click(await button("Sign in"));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("has the person authorise it where Bough is registered", async () => {
    const oauth = { ...sampleOauth, registration: sampleRegistration };
    const { user, host } = dialog({ list_hosts: () => [{ ...sampleHost, accounts: [], oauth }] });
    await user.click(await screen.findByRole("tab", { name: /git\.example\.org/ }));
    await user.click(await button("Authorise on git.example.org"));
    expect(host.callsOf("authorise_account")).toEqual([{ host: sampleHost.id }]);
  });
});

describe("cloning from a URL", () => {
  async function typed(url: string, answers: Answers = {}) {
    const shown = dialog(answers);
    await shown.user.click(await screen.findByRole("tab", { name: "URL" }));
    await shown.user.type(await field("Repository URL"), url);
    return shown;
  }

  it("asks to authorise the first time, and never again", async () => {
    const oauth = { ...sampleOauth, registration: sampleRegistration };
    let hosts: Host[] = [{ ...sampleHost, accounts: [], oauth }];
    const { user, host } = await typed("https://git.example.org/projects/PLAT/repos/billing/browse", {
      list_hosts: () => hosts,
    });
    await user.click(await button("Authorise on git.example.org"));
    expect(host.callsOf("authorise_account")).toEqual([{ host: sampleHost.id }]);
    hosts = [{ ...sampleHost, oauth }];
    host.emit({ kind: "hostsChanged" });
    expect(await screen.findByText(/where you are signed in as Ada/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Authorise on git.example.org" })).toBeNull();
  });

  it("names the folder after the address and says whose account it is", async () => {
    const { user, host } = await typed("https://git.example.org/scm/plat/billing.git");
    expect(await screen.findByText("On git.example.org, where you are signed in as Ada Lovelace.")).toBeInTheDocument();
    await user.click(await button("Clone billing"));
    expect(host.callsOf("clone_repository")[0]).toMatchObject({
      source: { kind: "url", url: "https://git.example.org/scm/plat/billing.git" },
      name: "billing",
    });
  });

  it("does not start with something that is no URL", async () => {
    const { user, host } = await typed("--upload-pack=x");
    await user.keyboard("{Enter}");
    expect(await button("This is no URL Bough can clone")).toBeInTheDocument();
    expect(host.callsOf("clone_repository")).toEqual([]);
  });

  it("shows a taken folder beside the name, until the name changes", async () => {
    const { user } = await typed("https://h/x/billing", {
      clone_repository: () => {
        throw { kind: "taken", what: "/home/ada/src/billing" } satisfies Fault;
      },
    });
    await user.click(await button("Clone billing"));
    const name = await field("Folder name");
    await waitFor(() => expect(name).toHaveAccessibleDescription(/\/home\/ada\/src\/billing exists already/));
    expect(name).toBeInvalid();
    await user.type(name, "other");
    expect(name).not.toBeInvalid();
  });

  it("shows a refused URL beside the URL, and other faults above the button", async () => {
    const { user, host } = await typed("https://h/x/billing", {
      clone_repository: () => {
        throw { kind: "invalid", field: "url", why: "This address names no repository." } satisfies Fault;
      },
    });
    await user.click(await button("Clone billing"));
    expect(await field("Repository URL")).toHaveAccessibleDescription(/names no repository/);
    host.answer({
      clone_repository: () => {
        throw { kind: "signIn", host: "h", reason: "noAccount", detail: "" } satisfies Fault;
      },
    });
    await user.click(await button("Clone billing"));
    expect(await screen.findByRole("alert")).toHaveTextContent("Sign in to h");
  });

  it("cuts the history and takes submodules", async () => {
    const { user, host } = await typed("https://h/x/billing");
    await user.click(screen.getByRole("button", { name: /History/ }));
    await user.click(await screen.findByRole("option", { name: "Newest commits" }));
    const count = await field("Commits");
    await user.clear(count);
    expect(await button("Say how many commits")).toBeInTheDocument();
    await user.type(count, "20");
    await user.click(screen.getByRole("checkbox", { name: "Clone submodules as well" }));
    await user.click(await button("Clone billing"));
    expect(host.callsOf("clone_repository")[0]).toMatchObject({ depth: 20, submodules: true });
  });

  it("takes the folder that was picked", async () => {
    const { user } = await typed("https://h/x/billing", { pick_folder: () => "/srv/code" });
    await user.click(await button("Browse…"));
    expect(await field("Folder")).toHaveValue("/srv/code");
    expect(within(screen.getByRole("dialog")).getByText("Becomes /srv/code/billing")).toBeInTheDocument();
  });
});
