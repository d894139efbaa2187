/** Connecting a server: probe, decide about encryption, sign in with a token; a wrong token shows one error and keeps the form. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { usePlaces } from "../../../data/places";
import type { Fault, HostProbe } from "../../../host/api.gen";
import type { Answers } from "../../../host/memory";
import { sampleAccount, sampleHost, samplePages, sampleProbe } from "../../../host/sample_hosts";
import { sampleCertificate } from "../../../host/sample_questions";
import { brokenRules } from "../../../tests/axe";
import { NoticesShown } from "../../../tests/NoticesShown";
import { show } from "../../../tests/render";
import { IntegrationsPane } from "./IntegrationsPane";

/** The pane at its place, as Preferences mount it, and the toasts beside it. */
function Pane({ host }: { host: "new" | null }) {
  const { preferences, judgement } = usePlaces();
  return (
    <>
      <IntegrationsPane place={preferences ?? { section: "integrations", host, url: "" }} />
      <NoticesShown />
      {judgement && <button onClick={judgement.trusted}>trusted {judgement.certificate.host}</button>}
    </>
  );
}

async function connect(answers: Answers = {}, at: "new" | null = "new") {
  const shown = show(<Pane host={at} />, { list_hosts: () => [], ...answers });
  const url = await screen.findByLabelText("Host URL");
  const probe = async (address: string) => {
    await shown.user.type(url, `${address}{Enter}`);
  };
  return { ...shown, probe };
}
const plain: HostProbe = { ...sampleProbe, baseUrl: "http://git.example.org", plainHttp: true };

describe("the probe", () => {
  it("shows what lives there and sends no secret", async () => {
    const { probe, host, container } = await connect();
    await probe("git.example.org/projects/PLAT");
    expect(await screen.findByText("Bitbucket")).toBeInTheDocument();
    for (const words of ["9.4.1", "https://git.example.org", "Reachable", "Accepted"]) {
      expect(screen.getByText(words)).toBeInTheDocument();
    }
    expect(host.callsOf("probe_host")).toEqual([{ url: "git.example.org/projects/PLAT" }]);
    expect(host.callsOf("add_host")).toEqual([]);
    expect(await brokenRules(container)).toEqual([]);
  });

  it("names the permissions and what each unlocks, and opens the token page", async () => {
    const { probe, host, user } = await connect();
    await probe("git.example.org");
    const row = (await screen.findByRole("row", { name: /Project: read/ })) as HTMLElement;
    expect(row).toHaveTextContent("See pull requests and their reviewers");
    expect(screen.getByRole("row", { name: /Project: admin/ })).toHaveTextContent("Optional");
    await user.click(screen.getByRole("button", { name: "Generate a token on git.example.org" }));
    expect(host.callsOf("open_link")).toEqual([{ url: samplePages.token }]);
  });

  it("says plainly why a server can't be reached, and tries again", async () => {
    let tries = 0;
    const fault: Fault = { kind: "offline", host: "git.example.org", detail: "connection refused" };
    const { probe, user } = await connect({
      probe_host: () => {
        tries += 1;
        if (tries === 1) throw fault;
        return sampleProbe;
      },
    });
    await probe("git.example.org");
    expect(await screen.findByText("git.example.org can't be reached")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("9.4.1")).toBeInTheDocument();
  });

  it("leads from an untrusted certificate to its judgement, and goes on when it is trusted", async () => {
    let trusted = false;
    const fault: Fault = { kind: "untrusted", certificate: sampleCertificate };
    const { probe, user } = await connect({
      probe_host: () => {
        if (!trusted) throw fault;
        return sampleProbe;
      },
    });
    await probe("git.example.org");
    await user.click(await screen.findByRole("button", { name: "Look at the certificate" }));
    trusted = true;
    await user.click(screen.getByRole("button", { name: "trusted git.example.org" }));
    expect(await screen.findByText("9.4.1")).toBeInTheDocument();
  });

  it("shows an unusable address at the field", async () => {
    const fault: Fault = { kind: "invalid", field: "url", why: "This is not an address." };
    const { probe } = await connect({ probe_host: () => Promise.reject(fault as unknown as Error) });
    await probe("::");
    expect(await screen.findByLabelText("Host URL")).toBeInvalid();
    expect(screen.getByText("This is not an address.")).toBeInTheDocument();
  });
});

describe("http without encryption", () => {
  it("needs an explicit choice", async () => {
    const { probe, host, user } = await connect({ probe_host: () => plain });
    await probe("http://git.example.org");
    expect(await screen.findByText("Not encrypted")).toBeInTheDocument();
    await user.type(screen.getByLabelText("Access token"), "token");
    const button = screen.getByRole("button", { name: "Connect" });
    expect(button).toHaveAttribute("aria-disabled", "true");
    await user.click(button);
    await user.type(screen.getByLabelText("Access token"), "{Enter}");
    expect(host.callsOf("add_host")).toEqual([]);
    await user.click(screen.getByRole("checkbox", { name: /Connect without encryption/ }));
    await user.click(button);
    await waitFor(() => expect(host.callsOf("add_host")).toEqual([{ baseUrl: plain.baseUrl, plainHttp: true }]));
  });
});

describe("the token", () => {
  it("is shown as dots, handed over once, and gone from the page afterwards", async () => {
    const { probe, host, user } = await connect({
      add_host: () => sampleHost,
      connect_account: () => sampleAccount,
      list_hosts: () => [sampleHost],
    });
    await probe("git.example.org");
    const field = await screen.findByLabelText("Access token");
    expect(field).toHaveAttribute("type", "password");
    await user.type(field, " CANARY-1 ");
    await user.type(screen.getByLabelText(/^Token ends on/), "2031-03-01");
    await user.click(screen.getByRole("button", { name: "Connect" }));
    expect(await screen.findByRole("region", { name: "Ada Lovelace" })).toBeInTheDocument();
    expect(host.callsOf("connect_account")).toEqual([
      { host: sampleHost.id, token: "CANARY-1", tokenExpires: "2031-03-01" },
    ]);
    expect(screen.getByRole("region", { name: "Messages" })).toHaveTextContent("Connected to git.example.org");
    expect(document.documentElement.outerHTML).not.toContain("CANARY");
  });

  it("shows one error when it is refused and keeps the form; the server isn't added twice", async () => {
    const { probe, host, user } = await connect({ add_host: () => sampleHost, probe_host: () => sampleProbe });
    await probe("git.example.org");
    const field = await screen.findByLabelText("Access token");
    await user.type(field, "wrong{Enter}");
    const error = await screen.findByText("git.example.org didn't accept the token");
    expect(screen.getAllByText(/didn't accept the token/)).toHaveLength(1);
    expect(within(error.closest("[role=alert]")!).queryByRole("button", { name: "Sign in" })).toBeNull();
    expect(field).toHaveValue("wrong");
    expect(host.callsOf("connect_account")).toHaveLength(1);
    host.answer({ connect_account: () => sampleAccount, list_hosts: () => [sampleHost] });
    await user.clear(field);
    await user.type(field, "right{Enter}");
    await waitFor(() => expect(host.callsOf("connect_account")).toHaveLength(2));
    expect(host.callsOf("add_host")).toHaveLength(1);
  });

  it("stays in the form where the first server appears before its token is refused", async () => {
    const { probe, host, user } = await connect({ probe_host: () => sampleProbe }, null);
    host.answer({
      add_host: () => {
        host.answer({ list_hosts: () => [{ ...sampleHost, accounts: [] }] });
        host.emit({ kind: "hostsChanged" });
        return sampleHost;
      },
    });
    await probe("git.example.org");
    const field = await screen.findByLabelText("Access token");
    await user.type(field, "wrong{Enter}");
    expect(await screen.findByText("git.example.org didn't accept the token")).toBeInTheDocument();
    const servers = screen.getByRole("navigation");
    expect(await within(servers).findByText(sampleHost.name)).toBeInTheDocument();
    expect(field).toBeInTheDocument();
    expect(field).toHaveValue("wrong");
  });

  it("refuses a date that is none", async () => {
    const { probe, host, user } = await connect();
    await probe("git.example.org");
    await user.type(await screen.findByLabelText("Access token"), "token");
    await user.type(screen.getByLabelText(/^Token ends on/), "2031-02-31{Enter}");
    expect(screen.getByText(/Write the date as year-month-day/)).toBeInTheDocument();
    expect(host.callsOf("connect_account")).toEqual([]);
  });

  it("is asked for without adding the server again where it is known", async () => {
    const { probe, host, user } = await connect({
      probe_host: () => ({ ...sampleProbe, known: sampleHost.id }),
      connect_account: () => sampleAccount,
    });
    await probe("git.example.org");
    await user.type(await screen.findByLabelText("Access token"), "token{Enter}");
    await waitFor(() => expect(host.callsOf("connect_account")).toHaveLength(1));
    expect(host.callsOf("add_host")).toEqual([]);
  });
});
