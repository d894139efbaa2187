/** The connection doctor: steps that come one by one, the fix at the first red one, the report, and the ways out. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { usePlaces } from "../../../../data/places";
import type { Examination, ExaminationStep, Fault } from "../../../../host/api.gen";
import type { Answers } from "../../../../host/memory";
import { sampleStep, sampleSteps } from "../../../../host/sample_doctor";
import { sampleHost, samplePages } from "../../../../host/sample_hosts";
import { sampleCertificate } from "../../../../host/sample_questions";
import { brokenRules } from "../../../../tests/axe";
import { NoticesShown } from "../../../../tests/NoticesShown";
import { show } from "../../../../tests/render";
import { IntegrationsPane } from "../IntegrationsPane";

function Pane({ host }: { host: string }) {
  const { preferences, judgement } = usePlaces();
  return (
    <>
      {preferences && <output aria-label="place">{JSON.stringify(preferences)}</output>}
      <IntegrationsPane place={{ section: "integrations", host, url: "" }} />
      <NoticesShown />
      {judgement && <button onClick={judgement.trusted}>trusted {judgement.certificate.host}</button>}
    </>
  );
}

const job = "job-1";
const examination = (steps: ExaminationStep[], now: Examination["now"] = null): Examination => ({
  job,
  patient: { kind: "host", id: sampleHost.id },
  name: sampleHost.name,
  baseUrl: sampleHost.baseUrl,
  started: "2026-11-29T12:00:00Z",
  now,
  steps,
});

async function page(answers: Answers = {}) {
  const shown = show(<Pane host={sampleHost.id} />, { list_hosts: () => [sampleHost], ...answers });
  const block = await screen.findByRole("region", { name: "Connection" });
  const begin = () => shown.user.click(within(block).getByRole("button", { name: "Examine the connection" }));
  return { ...shown, block, begin };
}

/** With these steps, examined. */
async function examined(steps: ExaminationStep[]) {
  const shown = await page({ examine_connection: () => job, get_examination: () => examination(steps) });
  await shown.begin();
  await within(shown.block).findByRole("list");
  return shown;
}

const row = (name: string) =>
  screen.getAllByRole("listitem").find((item) => within(item).queryByText(name, { selector: "strong" }) !== null)!;

describe("an examination", () => {
  it("grows step by step, can be stopped, and says once how it ended", async () => {
    let steps = sampleSteps.slice(0, 2);
    let now: Examination["now"] = "connection";
    const { host, user, block, begin } = await page({
      examine_connection: () => job,
      get_examination: () => examination(steps, now),
      cancel_job: () => null,
    });
    await begin();
    const list = await within(block).findByRole("list", { name: "Steps of the examination" });
    expect(host.callsOf("examine_connection")).toEqual([
      { patient: { kind: "host", id: sampleHost.id }, repository: null },
    ]);
    expect(list).toHaveAttribute("aria-busy", "true");
    expect(row("Connection")).toHaveTextContent("Looking…");
    steps = sampleSteps.slice(0, 3);
    now = "encryption";
    act(() => host.emit({ kind: "examinationChanged", job }));
    await waitFor(() => expect(row("Connection")).toHaveTextContent("Fine · 12 ms"));
    expect(within(block).queryByRole("button", { name: "Copy report" })).toBeNull();
    await user.click(within(block).getByRole("button", { name: "Cancel" }));
    expect(host.callsOf("cancel_job")).toEqual([{ id: job }]);
    now = null;
    act(() => host.emit({ kind: "examinationChanged", job }));
    expect(await within(block).findByText(/The examination was stopped/)).toBeInTheDocument();
    expect(within(block).getByRole("button", { name: "Examine again" })).toBeInTheDocument();
  });

  it("has an icon and a word for each step, details behind disclosures, and breaks no rule", async () => {
    const { user, container } = await examined(sampleSteps);
    expect(screen.getAllByRole("listitem").filter((item) => item.dataset["result"])).toHaveLength(15);
    expect(row("Git LFS")).toHaveTextContent("Does not apply");
    expect(row("Permissions")).toHaveTextContent("Warning · 1.2 s");
    await user.click(within(row("Encryption")).getByRole("button", { name: "Certificates" }));
    expect(row("Encryption")).toHaveTextContent("Signed by CN=Example Corp Issuing CA 2");
    expect(row("Encryption")).toHaveTextContent("SHA-256 A7:A7:");
    await user.click(within(row("SSH keys")).getByRole("button", { name: "Keys that were offered" }));
    expect(row("SSH keys")).toHaveTextContent("The server doesn't know it");
    expect(await brokenRules(container)).toEqual([]);
  });

  it("offers the fix of the first broken step, and only that one as a button", async () => {
    const { host, user } = await examined(sampleSteps);
    expect(screen.getByText("The first step that fails: SSH keys")).toBeInTheDocument();
    // A warning before it has its sentence.
    expect(row("Permissions")).toHaveTextContent("Ask for the permission");
    expect(screen.queryByRole("button", { name: "Sign in with another token" })).toBeNull();
    // Its sentence stands above all steps and at the step itself; the button is above.
    expect(screen.getAllByText(/Add your public key to your account/)).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Open the SSH keys page" }));
    expect(host.callsOf("open_link")).toEqual([{ url: samplePages.sshKeys }]);
  });

  it("copies the report", async () => {
    const { host, user, block } = await examined(sampleSteps);
    host.answer({ get_examination_report: () => "the report", copy_text: () => null });
    await user.click(within(block).getByRole("button", { name: "Copy report" }));
    expect(await screen.findByText("Report copied")).toBeInTheDocument();
    expect(host.callsOf("get_examination_report")).toEqual([{ job }]);
    expect(host.callsOf("copy_text")).toEqual([{ text: "the report" }]);
  });

  it("says where it could not be begun", async () => {
    const fault: Fault = { kind: "taken", what: "an examination" };
    const { begin } = await page({ examine_connection: () => Promise.reject(fault as unknown as Error) });
    await begin();
    expect(await screen.findByText("Already in use")).toBeInTheDocument();
  });

  it("shows hostile names as what they are", async () => {
    await examined([sampleStep("signIn", "fine", { kind: "signedIn", user: "Ada\u202eecila" })]);
    expect(row("Sign-in")).toHaveTextContent("AdaU+202Eecila");
  });
});

describe("a fix", () => {
  it("leads to the certificate, and examines again when it is trusted", async () => {
    const finding = { kind: "untrusted", certificate: sampleCertificate, chain: [] } as const;
    const remedy = { kind: "judgeCertificate", certificate: sampleCertificate } as const;
    const { host, user } = await examined([sampleStep("encryption", "broken", { ...finding, chain: [] }, { remedy })]);
    await user.click(screen.getByRole("button", { name: "Look at the certificate" }));
    await user.click(screen.getByRole("button", { name: /^trusted/ }));
    await waitFor(() => expect(host.callsOf("examine_connection")).toHaveLength(2));
  });

  it("leads to the form with the right address", async () => {
    const url = "https://git.example.org/bitbucket";
    const { user } = await examined([
      sampleStep("address", "broken", { kind: "answersElsewhere", url }, { remedy: { kind: "useAddress", url } }),
    ]);
    await user.click(screen.getByRole("button", { name: "Connect with this address" }));
    expect(screen.getByLabelText("place")).toHaveTextContent(
      JSON.stringify({ section: "integrations", host: "new", url }),
    );
  });

  it("leads to the network settings", async () => {
    const finding = { kind: "proxyUnreachable", proxy: "proxy:3128", rule: { kind: "setting" } } as const;
    const { user } = await examined([sampleStep("proxy", "broken", finding, { remedy: { kind: "checkProxy" } })]);
    await user.click(screen.getByRole("button", { name: "Open the network settings" }));
    expect(screen.getByLabelText("place")).toHaveTextContent('"section":"network"');
  });

  it("opens the form for a token", async () => {
    const { user } = await examined([
      sampleStep("signIn", "broken", { kind: "tokenRefused" }, { remedy: { kind: "signIn" } }),
    ]);
    expect(screen.queryByLabelText("Access token")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Sign in with another token" }));
    expect(screen.getByLabelText("Access token")).toBeInTheDocument();
  });
});

it("is offered where a server can't be reached, before it is added", async () => {
  const fault: Fault = { kind: "offline", host: "git.example.org", detail: "connection refused" };
  const { host, user } = show(<IntegrationsPane place={{ section: "integrations", host: "new", url: "" }} />, {
    list_hosts: () => [],
    probe_host: () => Promise.reject(fault as unknown as Error),
  });
  await user.type(await screen.findByLabelText("Host URL"), "git.example.org{Enter}");
  await user.click(await screen.findByRole("button", { name: "Examine the connection" }));
  expect(host.callsOf("examine_connection")).toEqual([
    { patient: { kind: "address", url: "git.example.org" }, repository: null },
  ]);
  expect(await screen.findByText("The first step that fails: SSH keys")).toBeInTheDocument();
});
