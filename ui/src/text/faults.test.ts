/** Every fault has words that say what happened, what it means for the work, and what to do. */
import { describe, expect, it } from "vitest";

import type { Fault, HostKeyProblem, KeychainSituation, SignInReason } from "../host/api.gen";
import { sampleCertificate } from "../host/sample_questions";
import { actionLabels, describeFault, distrustSentences } from "./faults";
import { keychainSentences } from "./keychain";

const host = "git.example.org";
const reasons: Record<SignInReason, true> = {
  noAccount: true,
  rejected: true,
  captcha: true,
  forgotten: true,
  ended: true,
  unregistered: true,
  declined: true,
  late: true,
  unanswered: true,
  noKey: true,
};
const problems: Record<HostKeyProblem, true> = { changed: true, otherType: true, revoked: true, refused: true };
const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as K[];

// A new kind of fault, reason or problem doesn't compile until it stands here.
const samples: { [K in Fault["kind"]]: Extract<Fault, { kind: K }>[] } = {
  signIn: keysOf(reasons).map((reason) => ({ kind: "signIn", host, reason, detail: "401" })),
  denied: [{ kind: "denied", missing: "Repository: write", detail: "403" }],
  notFound: [{ kind: "notFound", what: "repository PLAT/billing" }],
  taken: [{ kind: "taken", what: "/home/ada/src/billing" }],
  invalid: [{ kind: "invalid", field: "url", why: "This is not an address." }],
  rateLimited: [{ kind: "rateLimited", host, until: "2026-03-01T10:00:00Z" }],
  offline: [{ kind: "offline", host, detail: "timed out" }],
  outOfOrder: [{ kind: "outOfOrder", host, detail: "503" }],
  webPage: [{ kind: "webPage", host, url: "https://sso.example.org/" }],
  untrusted: keysOf(distrustSentences).map((why) => ({
    kind: "untrusted",
    certificate: { ...sampleCertificate, why },
  })),
  hostKey: keysOf(problems).map((problem) => ({
    kind: "hostKey",
    host,
    problem,
    knownAt: "/home/ada/.ssh/known_hosts:3",
    shown: "SHA256:abc",
    detail: "WARNING",
  })),
  keychain: (Object.keys(keychainSentences) as KeychainSituation[]).map((situation) => ({
    kind: "keychain",
    situation,
  })),
  conflict: [
    { kind: "conflict", files: ["a.txt"] },
    { kind: "conflict", files: ["a.txt", "b.txt", "c.txt", "d.txt"] },
  ],
  moved: [{ kind: "moved", what: "src/billing/Invoice.java" }],
  hook: [
    { kind: "hook", name: "pre-commit", output: "ledger.ts:3 trailing space\n" },
    { kind: "hook", name: "commit-msg", output: "" },
  ],
  signing: [
    { kind: "signing", program: "gpg", output: "gpg: signing failed: No secret key\n" },
    { kind: "signing", program: "ssh-keygen", output: "" },
  ],
  disk: [
    { kind: "disk", problem: "full", detail: "No space left on device" },
    { kind: "disk", problem: "readOnly", detail: "Permission denied" },
  ],
  cancelled: [{ kind: "cancelled" }],
  refused: [{ kind: "refused", detail: "remote: no" }],
  broken: [{ kind: "broken", detail: "index out of range" }],
};
const all = Object.values<Fault[]>(samples).flat();

describe("describeFault", () => {
  it.each(all)("speaks plainly: $kind $reason $problem $situation", (fault) => {
    const { title, sentence, action } = describeFault(fault);
    expect(title).toMatch(/^\S.*[^.!\s]$/);
    expect(sentence).toMatch(/^\S[\s\S]*[.]$/);
    expect(`${title} ${sentence}`).not.toMatch(/oops|undefined|null|NaN|\bError\b|!|  /i);
    if (action) expect(actionLabels[action]).toMatch(/^[A-Z]/);
  });

  it("keeps the machine's words apart", () => {
    expect(describeFault(samples.refused[0]!).detail).toBe("remote: no");
    expect(describeFault(samples.refused[0]!).sentence).not.toContain("remote: no");
  });

  it("offers what really helps", () => {
    const actionOf = (fault: Fault) => describeFault(fault).action;
    expect(samples.signIn.map(actionOf)).toEqual([
      "signIn",
      "signIn",
      "openSignInPage",
      "signIn",
      "authorise",
      "signIn",
      "authorise",
      "authorise",
      "authorise",
      "seeSshKeys",
    ]);
    expect(actionOf(samples.untrusted[0]!)).toBe("judgeCertificate");
    expect(actionOf(samples.offline[0]!)).toBe("tryAgain");
    expect(actionOf(samples.hostKey[0]!)).not.toBe("tryAgain");
    expect(actionOf(samples.moved[0]!)).toBe("lookAgain");
  });

  it("says of what moved that nothing was done, and what to do", () => {
    const { sentence } = describeFault(samples.moved[0]!);
    expect(sentence).toContain("src/billing/Invoice.java");
    expect(sentence).toMatch(/nothing was done.*Look at it again.*repeat/);
  });

  it("says of a hook's no that nothing is lost, and both ways on", () => {
    const { title, sentence, detail } = describeFault(samples.hook[0]!);
    expect(title).toBe("The hook pre-commit said no");
    expect(sentence).toMatch(/Nothing was committed.*message.*staged.*as they were.*commit again.*Skip hooks/);
    expect(sentence).not.toContain("trailing space");
    expect(detail).toContain("trailing space");
    expect(samples.hook.map((fault) => describeFault(fault).action)).toEqual(["copyDetails", null]);
  });

  it("names a few files and counts the rest", () => {
    expect(describeFault(samples.conflict[0]!).sentence).toContain("a.txt");
    expect(describeFault(samples.conflict[1]!).sentence).toContain("a.txt, b.txt and 2 other files");
  });
});
