/** Faults of the connection lead to the doctor of their server, from wherever they are shown. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Examination, Fault } from "../host/api.gen";
import { sampleHost } from "../host/sample_hosts";
import { sampleCertificate } from "../host/sample_questions";
import { ErrorState } from "../parts/ErrorState";
import { show } from "../tests/render";
import { useExamination } from "./doctor";
import { useFaultView } from "./faults";
import { useHosts } from "./hosts";
import { usePlaces } from "./places";

const { name } = sampleHost;

function Shown({ fault }: { fault: Fault }) {
  const { clone, preferences, showClone } = usePlaces();
  const { examination } = useExamination({ kind: "host", id: sampleHost.id });
  const servers = useHosts().data?.length;
  return (
    <>
      <button onClick={() => showClone(true)}>clone</button>
      <output>{JSON.stringify({ clone, preferences, servers, examined: examination?.job ?? null })}</output>
      <ErrorState {...useFaultView(fault)} />
    </>
  );
}

const examination = (job: string): Examination => ({
  job,
  patient: { kind: "host", id: sampleHost.id },
  name,
  baseUrl: sampleHost.baseUrl,
  started: "2026-11-29T12:00:00Z",
  now: "name",
  steps: [],
});

async function shown(fault: Fault) {
  const page = show(<Shown fault={fault} />, {
    list_hosts: () => [sampleHost],
    examine_connection: () => "job-7",
    get_examination: ({ job }) => examination(job),
  });
  await screen.findByRole("alert");
  return page;
}

const examine = { name: "Examine the connection" };
const hostKey = { kind: "hostKey", problem: "changed", knownAt: "", shown: "", detail: "" } as const;

it.each<[string, Fault]>([
  ["a server that can't be reached", { kind: "offline", host: name, detail: "" }],
  ["one with its usual port said", { kind: "offline", host: `${name}:443`, detail: "" }],
  ["one that is out of order", { kind: "outOfOrder", host: name, detail: "HTTP 503" }],
  ["a page in between", { kind: "webPage", host: name, url: "https://proxy.example.org" }],
  ["a certificate", { kind: "untrusted", certificate: { ...sampleCertificate, host: name } }],
  ["a host key, told with the port of SSH", { ...hostKey, host: `[${name}]:7999` }],
  ["keys that the server doesn't take", { kind: "signIn", host: name, reason: "noKey", detail: "" }],
])("examines the connection: %s", async (_, fault) => {
  const { user, host } = await shown(fault);
  await user.click(screen.getByRole("button", { name: "clone" }));
  await user.click(await screen.findByRole("button", examine));
  expect(host.callsOf("examine_connection")).toEqual([
    { patient: { kind: "host", id: sampleHost.id }, repository: null },
  ]);
  // The page of that server is in front, no dialog above it, and it shows this examination.
  const place = { section: "integrations", host: sampleHost.id, url: "" };
  expect(screen.getByRole("status")).toHaveTextContent(
    JSON.stringify({ clone: false, preferences: place }).slice(0, -1),
  );
  await screen.findByText(/"examined":"job-7"/);
});

it.each<[string, Fault]>([
  ["a server that is none of ours", { kind: "offline", host: "github.com", detail: "" }],
  ["another port of its machine", { kind: "offline", host: `${name}:7990`, detail: "" }],
  ["a token that was refused", { kind: "signIn", host: name, reason: "rejected", detail: "" }],
  ["a right that is missing", { kind: "denied", missing: "Project read", detail: "" }],
  ["what is not there", { kind: "notFound", what: "that" }],
])("does not where that would tell nothing: %s", async (_, fault) => {
  await shown(fault);
  await screen.findByText(/"servers":1/);
  expect(screen.queryByRole("button", examine)).toBeNull();
});

it("shows the examination that is under way", async () => {
  const refuse = () => {
    throw { kind: "taken", what: "examination" } satisfies Fault;
  };
  const page = show(<Shown fault={{ kind: "offline", host: name, detail: "" }} />, {
    list_hosts: () => [sampleHost],
    examine_connection: refuse,
  });
  await page.user.click(await screen.findByRole("button", examine));
  expect(screen.getByRole("status")).toHaveTextContent(`"host":"${sampleHost.id}"`);
  expect(screen.queryByText("Already in use")).toBeNull();
});
