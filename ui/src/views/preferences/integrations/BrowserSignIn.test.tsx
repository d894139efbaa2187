/** Signing in through the browser: the administrator's wizard, authorising, host files, and accounts whose access has ended. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Host } from "../../../host/api.gen";
import type { Answers } from "../../../host/memory";
import { sampleAccount, sampleHost, sampleOauth, sampleRegistration } from "../../../host/sample_hosts";
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
const registered: Partial<Host> = { oauth: { ...sampleOauth, registration: sampleRegistration } };
const block = () => screen.getByRole("region", { name: "Sign in through the browser (OAuth 2.0)" });

describe("the wizard", () => {
  it("shows what to enter, copies the redirect URL, and keeps no secret once it was taken", async () => {
    const { host, user, container } = await page();
    await user.click(screen.getByRole("button", { name: "Register Bough…" }));
    const form = screen.getByRole("form", { name: "Register Bough" });
    expect(await brokenRules(form)).toEqual([]);
    await user.click(within(form).getByRole("button", { name: "Open Application links on git.example.org" }));
    expect(host.callsOf("open_link")).toEqual([{ url: sampleOauth.page }]);
    expect(form).toHaveTextContent(sampleOauth.loopback);
    await user.click(within(form).getByRole("button", { name: "Copy" }));
    expect(host.callsOf("copy_text")).toEqual([{ text: sampleOauth.loopback }]);
    await user.click(within(form).getByRole("checkbox", { name: /Account: write/ }));
    const activate = within(form).getByRole("button", { name: "Test and activate" });
    expect(activate).toHaveAttribute("aria-disabled", "true");
    await user.type(within(form).getByLabelText("Client ID"), " the-id ");
    await user.type(within(form).getByLabelText("Client secret"), "CANARY");
    await user.click(activate);
    expect(host.callsOf("register_application")).toEqual([
      {
        host: sampleHost.id,
        clientId: "the-id",
        clientSecret: "CANARY",
        redirect: { kind: "loopback" },
        scopes: ["REPO_WRITE", "ACCOUNT_WRITE"],
      },
    ]);
    await screen.findByText("Bough is registered on git.example.org");
    expect(container.ownerDocument.documentElement.outerHTML).not.toContain("CANARY");
  });

  it.each([
    ["By a link of the operating system", sampleOauth.customScheme, { kind: "scheme" }],
    ["By a page of yours", "https://pages.example.org/b", { kind: "page", url: "https://pages.example.org/b" }],
  ])("takes the other ways: %s", async (label, shown, redirect) => {
    const { host, user } = await page();
    await user.click(screen.getByRole("button", { name: "Register Bough…" }));
    await user.click(screen.getByRole("radio", { name: new RegExp(`^${label}`) }));
    if (redirect.kind === "page") await user.type(screen.getByLabelText("Address of the page"), shown);
    expect(screen.getByRole("form")).toHaveTextContent(shown);
    await user.type(screen.getByLabelText("Client ID"), "id");
    await user.type(screen.getByLabelText("Client secret"), "secret{Enter}");
    expect(host.callsOf("register_application")[0]).toMatchObject({ redirect });
  });

  it("says at the field what the server did not take, and keeps what was typed", async () => {
    const fault = { kind: "invalid", field: "clientSecret", why: "The server does not know Bough so." } as const;
    const { user } = await page(registered, {
      register_application: () => {
        throw fault;
      },
    });
    await user.click(screen.getByRole("button", { name: "Change…" }));
    expect(screen.getByLabelText("Client ID")).toHaveValue(sampleRegistration.clientId);
    await user.type(screen.getByLabelText("Client secret"), "wrong{Enter}");
    expect(await screen.findByText(fault.why)).toBeInTheDocument();
    expect(screen.getByLabelText("Client secret")).toHaveValue("wrong");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("form")).toBeNull();
  });

  it("isn't offered where the server can't", async () => {
    await page({ oauth: { ...sampleOauth, possible: false } });
    expect(block()).toHaveTextContent("This needs Bitbucket 7.20 or newer, reached by https.");
    expect(within(block()).queryByRole("button")).toBeNull();
  });
});

describe("a registered server", () => {
  it("is authorised in the browser, without asking for a token first", async () => {
    const { host, user, container } = await page({ ...registered, accounts: [] });
    expect(screen.queryByLabelText("Access token")).toBeNull();
    expect(block()).toHaveTextContent(sampleRegistration.clientId);
    expect(await brokenRules(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Authorise on git.example.org" }));
    expect(host.callsOf("authorise_account")).toEqual([{ host: sampleHost.id }]);
    await user.click(screen.getByRole("button", { name: "Connect with an access token" }));
    expect(screen.getByLabelText("Access token")).toBeInTheDocument();
  });

  it("can't be authorised without its secret", async () => {
    const registration = { ...sampleRegistration, secret: { kind: "gone" } as const };
    const { host, user } = await page({ accounts: [], oauth: { ...sampleOauth, registration } });
    await user.click(screen.getByRole("button", { name: "Authorise on git.example.org" }));
    expect(host.callsOf("authorise_account")).toEqual([]);
    expect(block()).toHaveTextContent("Missing: ask your administrator for it");
  });

  it.each([false, true])("is exported, with the secret only where it was chosen: %s", async (secret) => {
    const { host, user } = await page(registered, {
      pick_folder: () => "/home/ada/team",
      export_host: () => "/home/ada/team/git.example.org.bough-host.json",
    });
    await user.click(screen.getByRole("button", { name: "Export host file…" }));
    if (secret) await user.click(screen.getByRole("checkbox", { name: /With the client secret/ }));
    await user.click(screen.getByRole("button", { name: "Export host file…" }));
    expect(host.callsOf("export_host")).toEqual([{ host: sampleHost.id, folder: "/home/ada/team", secret }]);
    expect(await screen.findByText("Host file written")).toBeInTheDocument();
  });

  it("forgets its registration only after a question", async () => {
    const { host, user } = await page(registered);
    await user.click(screen.getByRole("button", { name: "Forget registration" }));
    expect(host.callsOf("remove_registration")).toEqual([]);
    expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await user.click(
      within(screen.getByText(/^Forget Bough's/).closest<HTMLElement>("[role=status]")!).getByRole("button", {
        name: "Forget registration",
      }),
    );
    expect(host.callsOf("remove_registration")).toEqual([{ host: sampleHost.id }]);
  });
});

describe("an account that came through the browser", () => {
  const browser = (change: object): Partial<Host> => ({
    ...registered,
    accounts: [{ ...sampleAccount, way: "browser", tokenExpires: null, ...change }],
  });

  it("is renewed by itself and says so", async () => {
    await page(browser({}));
    const card = screen.getByRole("region", { name: "Ada Lovelace" });
    expect(card).toHaveTextContent("Signed in through the browser; renewed by itself");
    expect(card).not.toHaveTextContent("Token without a noted end");
  });

  it.each([{ rejected: true }, { kept: { kind: "gone" } }])(
    "is authorised again where it ended: %j",
    async (change) => {
      const { host, user } = await page(browser(change));
      const card = screen.getByRole("region", { name: "Ada Lovelace" });
      expect(card).toHaveTextContent("Access has ended");
      expect(card).not.toHaveTextContent("Connected");
      await user.click(within(card).getByRole("button", { name: "Authorise on git.example.org" }));
      expect(host.callsOf("authorise_account")).toEqual([{ host: sampleHost.id }]);
    },
  );

  it.each([false, true])("tells where the server could not be told of the end: %s", async (stillAllowed) => {
    const { user } = await page(browser({}), { disconnect_account: () => ({ stillAllowed }) });
    await user.click(screen.getByRole("button", { name: "Disconnect" }));
    const bar = screen.getByText("Disconnect Ada Lovelace?").closest<HTMLElement>("[role=status]")!;
    expect(bar).toHaveTextContent("What you allowed is taken back at the server");
    await user.click(within(bar).getByRole("button", { name: "Disconnect" }));
    await waitFor(() => expect(bar).not.toBeInTheDocument());
    expect(screen.queryAllByText("The server may still list Bough")).toHaveLength(stillAllowed ? 1 : 0);
  });
});

it("opens a host file from the form for a new server", async () => {
  const { host, user } = show(
    <>
      <IntegrationsPane place={{ section: "integrations", host: "new", url: "" }} />
      <NoticesShown />
    </>,
    { pick_file: () => "/home/ada/team.bough-host.json" },
  );
  await user.click(await screen.findByRole("button", { name: "Open a host file…" }));
  expect(host.callsOf("open_host_file")).toEqual([{ path: "/home/ada/team.bough-host.json" }]);
  expect(await screen.findByText("code.example.org was added")).toBeInTheDocument();
});

it("adds a server for the browser without a token", async () => {
  const { host, user } = show(<IntegrationsPane place={{ section: "integrations", host: "new", url: "" }} />, {
    list_hosts: () => [],
  });
  await user.type(await screen.findByLabelText("Host URL"), "code.example.org{Enter}");
  await user.click(await screen.findByRole("radio", { name: "Browser (OAuth 2.0)" }));
  await user.click(screen.getByRole("button", { name: "Add this server" }));
  expect(host.callsOf("add_host")).toEqual([{ baseUrl: "https://code.example.org", plainHttp: false }]);
});
