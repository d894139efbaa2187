/** A connected server: who we are, where the token is kept, what it allows; SSH keys; trust; the ways out. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Account, Host } from "../../../host/api.gen";
import type { Answers } from "../../../host/memory";
import { sampleAccount, sampleHost, sampleKey, samplePages } from "../../../host/sample_hosts";
import { brokenRules } from "../../../tests/axe";
import { NoticesShown } from "../../../tests/NoticesShown";
import { show } from "../../../tests/render";
import { IntegrationsPane } from "./IntegrationsPane";

async function page(host: Partial<Host> = {}, answers: Answers = {}) {
  const one: Host = { ...sampleHost, ...host };
  const shown = show(
    <>
      <IntegrationsPane place={{ section: "integrations", host: one.id, url: "" }} />
      <NoticesShown />
    </>,
    { list_hosts: () => [one], ...answers },
  );
  await screen.findByRole("heading", { name: "git.example.org" });
  return shown;
}
const withAccount = (account: Partial<Account>): Partial<Host> => ({ accounts: [{ ...sampleAccount, ...account }] });

describe("the account", () => {
  it("shows name, host, token end, and what it allows and doesn't", async () => {
    const { container } = await page();
    const card = screen.getByRole("region", { name: "Ada Lovelace" });
    expect(card).toHaveTextContent("ada · git.example.org");
    expect(card).toHaveTextContent(/Token ends Mar 1, 2031/);
    expect(card).toHaveTextContent("List and clone repositories");
    expect(card).toHaveTextContent(
      "Create repositories in projects — New repositories must be made on the server's page.",
    );
    expect(within(card).getAllByText(/^Not allowed/)).toHaveLength(3);
    expect(card).not.toHaveTextContent("Kept in memory");
    expect(await brokenRules(container)).toEqual([]);
  });

  it("says where the token is kept in memory, and why", async () => {
    await page(withAccount({ kept: { kind: "memory", situation: "noService" } }));
    const card = screen.getByRole("region", { name: "Ada Lovelace" });
    expect(card).toHaveTextContent("Kept in memory");
    expect(card).toHaveTextContent("No keychain service runs in this session.");
  });

  it("asks for a token again where it is gone", async () => {
    const { host, user } = await page(withAccount({ kept: { kind: "gone" } }));
    expect(screen.getByRole("region", { name: "Ada Lovelace" })).toHaveTextContent("Signed out");
    await user.type(screen.getByLabelText("Access token"), "fresh{Enter}");
    expect(host.callsOf("connect_account")).toEqual([{ host: sampleHost.id, token: "fresh", tokenExpires: null }]);
  });

  it.each([
    [new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10), /Token ends/],
    ["2020-01-01", /Token has ended/],
    [null, /Token without a noted end/],
  ])("tells about the token's end %s", async (tokenExpires, words) => {
    await page(withAccount({ tokenExpires }));
    expect(screen.getByRole("region", { name: "Ada Lovelace" })).toHaveTextContent(words);
  });

  it("is tested on demand", async () => {
    const { host, user } = await page();
    await user.click(screen.getByRole("button", { name: "Test connection" }));
    expect(host.callsOf("test_account")).toEqual([{ id: sampleAccount.id }]);
    expect(await screen.findByText("The connection works")).toBeInTheDocument();
  });

  it("is disconnected only after a question beside it", async () => {
    const { host, user } = await page();
    await user.click(screen.getByRole("button", { name: "Disconnect" }));
    expect(host.callsOf("disconnect_account")).toEqual([]);
    const bar = screen.getByText("Disconnect Ada Lovelace?").closest<HTMLElement>("[role=status]")!;
    expect(within(bar).getByRole("button", { name: "Cancel" })).toHaveFocus();
    await user.click(within(bar).getByRole("button", { name: "Disconnect" }));
    expect(host.callsOf("disconnect_account")).toEqual([{ id: sampleAccount.id }]);
  });
});

describe("several servers", () => {
  it("are listed with a tick, and one without encryption wears a red badge", async () => {
    await page({ plainHttp: true, baseUrl: "http://git.example.org" });
    expect(screen.getByText("Not encrypted")).toBeInTheDocument();
    const list = screen.getByRole("navigation", { name: "Services" });
    expect(within(list).getByRole("button", { name: /git\.example\.org.*Reachable/ })).toHaveAttribute(
      "aria-current",
      "page",
    );
    expect(within(list).getByRole("button", { name: "Connect a server" })).toBeInTheDocument();
  });

  it("are removed only after a question", async () => {
    const { host, user } = await page();
    const remove = screen.getByRole("button", { name: "Remove server" });
    await user.click(remove);
    // Nothing brings it back: whoever leans on Enter keeps it, and is back where they were.
    await waitFor(() => expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(remove).toHaveFocus());
    expect(host.callsOf("remove_host")).toEqual([]);
    await user.click(remove);
    await user.click(screen.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(host.callsOf("remove_host")).toEqual([{ id: sampleHost.id }]));
  });
});

describe("SSH", () => {
  it("says which key is in use", async () => {
    await page({ ssh: { kind: "key", path: sampleKey.path } });
    const used = screen.getByText("in use").closest("li");
    expect(used).toHaveTextContent("This host's key");
    expect(used).toHaveTextContent(sampleKey.path);
  });

  it("generates a key, then offers the page and the upload in a notice that stays", async () => {
    const { host, user } = await page();
    await user.click(screen.getByRole("button", { name: "Generate SSH key and copy to clipboard" }));
    expect(host.callsOf("generate_ssh_key")).toEqual([{ host: sampleHost.id, passphrase: null, comment: null }]);
    const notice = await screen.findByRole("article", { name: "SSH key copied to the clipboard" });
    await user.click(within(notice).getByRole("button", { name: "Open the SSH keys page" }));
    expect(host.callsOf("open_link")).toEqual([{ url: samplePages.sshKeys }]);
    await user.click(within(notice).getByRole("button", { name: "Add it for me" }));
    expect(await screen.findByRole("article", { name: "The server lets no token add keys" })).toBeInTheDocument();
  });

  it("keeps the link and the public key in the pane", async () => {
    const { host, user } = await page({ ssh: { kind: "key", path: sampleKey.path } });
    await user.click(await screen.findByRole("link", { name: "Open the SSH keys page" }));
    expect(host.callsOf("open_link")).toEqual([{ url: samplePages.sshKeys }]);
    await user.click(screen.getByRole("button", { name: "Copy the public key" }));
    expect(host.callsOf("copy_text")).toEqual([{ text: sampleKey.publicKey }]);
  });

  it("says when the server took the key", async () => {
    const { host, user } = await page(
      { ssh: { kind: "key", path: sampleKey.path } },
      { upload_ssh_key: () => ({ kind: "uploaded" }) },
    );
    await user.click(await screen.findByRole("button", { name: "Add it for me" }));
    expect(host.callsOf("upload_ssh_key")).toEqual([{ account: sampleAccount.id, path: sampleKey.path }]);
    expect(await screen.findByText("The server has your key now")).toBeInTheDocument();
  });

  it("chooses the agent, a key, or what the profile says", async () => {
    const { host, user } = await page();
    const choose = async (name: RegExp) => {
      await user.click(screen.getByRole("button", { name: /Key for this host/ }));
      await user.click(screen.getByRole("option", { name }));
    };
    await choose(/^SSH agent/);
    await choose(/id_ed25519/);
    expect(host.callsOf("choose_ssh_key").map(({ choice }) => choice)).toEqual([
      { kind: "agent" },
      { kind: "key", path: sampleKey.path },
    ]);
  });
});

describe("trust", () => {
  it("takes a certificate file and goes back to the operating system", async () => {
    const { host, user } = await page({ trust: { kind: "authority", name: "Example Root", sha256: "AB:CD" } });
    expect(screen.getByText("Certificates signed by Example Root")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Use a certificate file…" }));
    await user.click(screen.getByRole("button", { name: "Trust only the operating system" }));
    expect(host.callsOf("trust_certificate").map(({ choice }) => choice)).toEqual([
      { kind: "file", path: "/home/ada/company-ca.pem" },
      { kind: "system" },
    ]);
  });
});
