/** A sample examination: a server whose certificate ends soon and that does not know the SSH key. */
import type { Examination, StepFinding, Part, Remedy, ExaminationStep, StepResult } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";
import { sampleAbilities, samplePages } from "./sample_hosts";

interface More {
  millis?: number;
  detail?: string;
  remedy?: Remedy;
}

/** One step that has ended. */
export function sampleStep(part: Part, result: StepResult, finding: StepFinding, more: More = {}): ExaminationStep {
  return { part, result, finding, detail: more.detail ?? "", millis: more.millis ?? 12, remedy: more.remedy ?? null };
}

const chain = [
  {
    subject: "CN=git.example.org",
    issuer: "CN=Example Corp Issuing CA 2",
    notAfter: "2031-03-01T12:00:00Z",
    sha256: Array.from({ length: 32 }, () => "A7").join(":"),
  },
  {
    subject: "CN=Example Corp Issuing CA 2",
    issuer: "CN=Example Corp Root",
    notAfter: "2035-01-01T12:00:00Z",
    sha256: Array.from({ length: 32 }, () => "5E").join(":"),
  },
];

/** All steps, of which only the last but two is broken. */
export const sampleSteps: ExaminationStep[] = [
  sampleStep("name", "fine", { kind: "resolved", addresses: ["10.0.12.7"] }),
  sampleStep("proxy", "fine", { kind: "noProxy", rule: { kind: "variableException" } }, { millis: 0 }),
  sampleStep("connection", "fine", { kind: "connected", address: "10.0.12.7:443" }),
  sampleStep("encryption", "fine", { kind: "encrypted", version: "TLS 1.3", anchor: "authority", chain }),
  sampleStep("address", "fine", { kind: "answersThere" }),
  sampleStep("product", "fine", { kind: "product", name: "Bitbucket", version: "9.4.1" }, { millis: 0 }),
  sampleStep("signIn", "fine", { kind: "signedIn", user: "Ada Lovelace" }, { millis: 48 }),
  sampleStep("clock", "fine", { kind: "clockAgrees", seconds: 1 }, { millis: 0 }),
  sampleStep(
    "rights",
    "warning",
    { kind: "readOnly", abilities: sampleAbilities },
    {
      millis: 1240,
      detail: "GET /rest/api/latest/repos?permission=REPO_READ&limit=1: 200",
      remedy: { kind: "askForRights" },
    },
  ),
  sampleStep("pace", "notApplicable", { kind: "noLimit" }),
  sampleStep("sshConnection", "fine", { kind: "sshConnected", address: "git.example.org:7999" }, { millis: 310 }),
  sampleStep("sshHostKey", "fine", {
    kind: "hostKeyKnown",
    fingerprint: "SHA256:Jh5kQ3xT0Vn0mP8bC2rQ9aW4eXyZ1uI6oLsDfGhJkMQ",
  }),
  sampleStep(
    "sshKeys",
    "broken",
    {
      kind: "noKeyTaken",
      keys: [
        {
          name: "/home/ada/.ssh/id_ed25519",
          algorithm: "ED25519",
          fingerprint: "SHA256:9aW4eXyZ1uI6oLsDfGhJkMQJh5kQ3xT0Vn0mP8bC2rQ",
          accepted: false,
        },
      ],
    },
    {
      detail: "git@git.example.org: Permission denied (publickey).",
      remedy: { kind: "addKey", url: samplePages.sshKeys },
    },
  ),
  sampleStep("git", "fine", { kind: "gitAnswers", repository: "PLAT/billing", refs: 214 }, { millis: 92 }),
  sampleStep("lfs", "notApplicable", { kind: "lfsOff", repository: "PLAT/billing" }),
];

export function sampleDoctor(host: MemoryHost): Answers {
  const examinations: Examination[] = [];
  return {
    examine_connection: ({ patient }) => {
      const job = `job-examine-${examinations.length}`;
      examinations.push({
        job,
        patient,
        name: "git.example.org",
        baseUrl: "https://git.example.org",
        started: new Date().toISOString(),
        now: null,
        steps: sampleSteps,
      });
      host.emit({ kind: "examinationChanged", job });
      return job;
    },
    get_examination: ({ job }) => {
      const found = examinations.find((one) => one.job === job);
      if (!found) throw { kind: "notFound", what: "the examination" } as unknown as Error;
      return found;
    },
    get_examination_report: () => "Connection to https://git.example.org\n",
  };
}
