/** Questions of running jobs: what is shown, what may be answered, and that refusing is always possible. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Ask } from "../../host/api.gen";
import { sampleAsks, sampleCertificate, sampleFingerprint } from "../../host/sample_questions";
import { brokenRules } from "../../tests/axe";
import { show } from "../../tests/render";
import { Questions } from "./Questions";

function ask(question: Ask) {
  let waiting = true;
  const shown = show(<Questions />, {
    list_questions: () => (waiting ? [{ id: "q", ask: question }] : []),
    answer_question: () => {
      waiting = false;
      shown.host.emit({ kind: "questionsChanged" });
      return null;
    },
  });
  return { ...shown, answers: () => shown.host.callsOf("answer_question").map(({ answer }) => answer) };
}
const sample = <K extends Ask["kind"]>(kind: K) =>
  sampleAsks.find((one) => one.kind === kind) as Extract<Ask, { kind: K }>;

describe("host key", () => {
  it("shows the key and is accepted once", async () => {
    const { user, answers } = ask(sample("hostKey"));
    const dialog = await screen.findByRole("alertdialog", { name: "Is this git.example.org:7999?" });
    expect(dialog).toHaveTextContent("ED25519");
    expect(dialog).toHaveTextContent(sampleFingerprint);
    expect(await brokenRules(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Trust this key" }));
    expect(answers()).toEqual([{ kind: "accept" }]);
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("can't be trusted where the website names another key", async () => {
    const { user, answers } = ask({ ...sample("hostKey"), expected: "SHA256:another" });
    expect(await screen.findByRole("alert")).toHaveTextContent(/They differ/);
    const trust = screen.getByRole("button", { name: "Trust this key" });
    expect(trust).toHaveAttribute("aria-disabled", "true");
    await user.click(trust);
    expect(answers()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Don't connect" }));
    expect(answers()).toEqual([{ kind: "refuse" }]);
  });

  it("compares what was pasted", async () => {
    const { user } = ask({ ...sample("hostKey"), expected: null });
    const field = await screen.findByLabelText("Compare with the fingerprint you were given");
    await user.type(field, "SHA256:nonsense");
    expect(screen.getByText("It is another fingerprint.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Trust this key" })).toHaveAttribute("aria-disabled", "true");
    await user.clear(field);
    await user.type(field, sampleFingerprint.replace("SHA256:", " "));
    expect(screen.getByText("It is the same.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Trust this key" })).not.toHaveAttribute("aria-disabled");
  });

  it("is refused by Escape and by the cross, and begins on the safe button", async () => {
    const { user, answers } = ask(sample("hostKey"));
    expect(await screen.findByRole("button", { name: "Don't connect" })).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(answers()).toEqual([{ kind: "refuse" }]);
  });
});

describe("passphrase", () => {
  it("is typed hidden, sent as text, and not kept in the page", async () => {
    const { user, answers, container } = ask(sample("passphrase"));
    const field = await screen.findByLabelText("Passphrase of /home/ada/.ssh/id_ed25519");
    expect(field).toHaveAttribute("type", "password");
    expect(field).toHaveFocus();
    await user.type(field, "CANARY{Enter}");
    expect(answers()).toEqual([{ kind: "text", text: "CANARY" }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(container.ownerDocument.documentElement.outerHTML).not.toContain("CANARY");
  });

  it("can be shown while typing", async () => {
    const { user } = ask(sample("passphrase"));
    await user.click(await screen.findByRole("button", { name: "Show what is typed" }));
    expect(screen.getByLabelText(/^Passphrase of/)).toHaveAttribute("type", "text");
  });
});

it("shows other questions in the server's words and takes Escape for no", async () => {
  const { user, answers } = ask({ kind: "other", text: "Code for \u202eadmin:" });
  expect(await screen.findByRole("dialog", { name: "The server asks something" })).toHaveTextContent(
    "Code for U+202Eadmin:",
  );
  await user.keyboard("{Escape}");
  expect(answers()).toEqual([{ kind: "refuse" }]);
});

describe("a sign-in in the browser", () => {
  it("waits, opens the page again, and is given up", async () => {
    const { user, host, answers } = ask(sample("signIn"));
    const dialog = await screen.findByRole("dialog", { name: "git.example.org waits for you in the browser" });
    expect(await brokenRules(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Open the page again" }));
    expect(host.callsOf("show_sign_in")).toEqual([{ host: "host-work" }]);
    await user.click(within(dialog).getByRole("button", { name: "Go on" }));
    expect(answers()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(answers()).toEqual([{ kind: "refuse" }]);
  });

  it("takes the address at which the browser ended, and keeps it nowhere", async () => {
    const { user, answers, container } = ask({ ...sample("signIn"), form: "page", wrong: true });
    const field = await screen.findByLabelText("Address where you ended");
    expect(screen.getByText(/^This was not the address of the answer/)).toBeInTheDocument();
    await user.type(field, " https://pages.example.org/b?code=CANARY&state=x {Enter}");
    expect(answers()).toEqual([{ kind: "text", text: "https://pages.example.org/b?code=CANARY&state=x" }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(container.ownerDocument.documentElement.outerHTML).not.toContain("CANARY");
  });
});

describe("certificate", () => {
  it("shows who, by whom and until when", async () => {
    ask(sample("certificate"));
    const dialog = await screen.findByRole("alertdialog", { name: "Do you trust git.example.org?" });
    for (const words of [sampleCertificate.subject, sampleCertificate.issuer, sampleCertificate.sha256]) {
      expect(dialog).toHaveTextContent(words);
    }
    expect(dialog).toHaveTextContent("bitbucket.example.org");
    expect(dialog).not.toHaveTextContent(/proceed anyway|ignore/i);
    expect(await brokenRules(dialog)).toEqual([]);
  });

  it.each([
    [/Trust this authority for this host/, { kind: "authority", sha256: sampleCertificate.authority?.sha256 }],
    [/Trust only this certificate/, { kind: "pin", sha256: sampleCertificate.sha256 }],
    [/Trust the certificates in a file/, { kind: "file", path: "/home/ada/company-ca.pem" }],
  ])("trusts as chosen: %s", async (name, choice) => {
    const { user, host, answers } = ask(sample("certificate"));
    const trust = await screen.findByRole("button", { name: "Trust" });
    await user.click(trust);
    expect(host.callsOf("trust_certificate")).toEqual([]);
    await user.click(screen.getByRole("radio", { name }));
    await user.click(trust);
    await waitFor(() => expect(answers()).toEqual([{ kind: "accept" }]));
    expect(host.callsOf("trust_certificate")).toEqual([{ url: "https://git.example.org", choice }]);
  });

  it("offers no authority where the server sent none", async () => {
    ask({ kind: "certificate", certificate: { ...sampleCertificate, authority: null } });
    await screen.findByRole("alertdialog");
    expect(screen.queryByRole("radio", { name: /authority for this host/ })).toBeNull();
  });

  it("doesn't trust what was compared and differs", async () => {
    const { user } = ask(sample("certificate"));
    await user.type(await screen.findByLabelText(/^Compare with/), "00:11:22");
    await user.click(screen.getByRole("radio", { name: /Trust only this certificate/ }));
    expect(screen.getByRole("button", { name: "Trust" })).toHaveAttribute("aria-disabled", "true");
  });
});
