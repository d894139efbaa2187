import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, Webhook } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { sampleDelivery, sampleEvents, sampleWebhook } from "../../host/sample_webhooks";
import { brokenRules } from "../../tests/axe";
import { show } from "../../tests/render";
import { WebhooksDialog } from "./WebhooksDialog";

const place = { account: "account-ada", repository: { project: "PLAT", slug: "billing" } };

function dialog(answers: Answers = {}) {
  const onClose = vi.fn();
  return { ...show(<WebhooksDialog place={place} onClose={onClose} />, answers), onClose };
}

const none: Answers = { list_webhooks: () => ({ webhooks: [], events: sampleEvents }) };
const only = (...webhooks: Webhook[]): Answers => ({ list_webhooks: () => ({ webhooks, events: sampleEvents }) });
const button = (name: string | RegExp) => screen.findByRole("button", { name });
const field = (name: string) => screen.findByRole("textbox", { name });
const card = (name: string) => screen.findByRole("article", { name });
const throwing = (fault: Fault) => () => {
  throw fault;
};

describe("the webhooks of a repository", () => {
  it("are listed with how their last delivery went, and what is worth a warning is marked", async () => {
    const odd: Webhook = {
      ...sampleWebhook,
      id: 9,
      name: "Old",
      active: false,
      signed: false,
      verify: false,
      last: null,
    };
    const { baseElement } = dialog(only(sampleWebhook, odd));
    expect(await screen.findByRole("dialog", { name: "Webhooks of PLAT/billing" })).toBeInTheDocument();
    const first = await card("Prebuilds");
    expect(first).toHaveTextContent("https://ci.example.org/hooks/bitbucket");
    expect(first).toHaveTextContent(/Push · Pull request: opened/);
    expect(first).toHaveTextContent(/taken, 204 in 84\sms/);
    expect(first).not.toHaveTextContent(/Not signed|Off|not checked/);
    const second = await card("Old");
    expect(second).toHaveTextContent(/Off.*Not signed.*Certificate not checked/);
    expect(second).toHaveTextContent("Nothing was delivered yet");
    expect(await brokenRules(baseElement)).toEqual([]);
  });

  it("are none: then it is said what they are for", async () => {
    const { user } = dialog(none);
    expect(await screen.findByText("No webhooks")).toBeInTheDocument();
    await user.click(await button("Create a webhook"));
    expect(await field("Name")).toHaveFocus();
  });

  it("are for administrators: whom to ask is said, and nothing is offered", async () => {
    const denied: Fault = { kind: "denied", missing: "Repository admin", detail: "You are not permitted" };
    const { user, onClose } = dialog({ list_webhooks: throwing(denied) });
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent(/For repository administrators.*“Repository admin”/);
    expect(screen.queryByRole("button", { name: "Create a webhook" })).toBeNull();
    await user.click(await button("See what the token must allow"));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("can't be read: that can be tried again", async () => {
    const { user, host } = dialog({
      list_webhooks: throwing({ kind: "offline", host: "git.example.org", detail: "" }),
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("git.example.org can't be reached");
    host.answer(only(sampleWebhook));
    await user.click(await button("Try again"));
    expect(await card("Prebuilds")).toBeInTheDocument();
  });
});

describe("a webhook", () => {
  it("is created with a generated secret, and where that went is said", async () => {
    const { user, host, baseElement } = dialog(none);
    await user.click(await button("Create a webhook"));
    expect(await button("Name the webhook")).toHaveAttribute("aria-disabled", "true");
    await user.type(await field("Name"), "Builds");
    expect(await button("Enter the URL it sends to")).toBeInTheDocument();
    await user.type(await field("URL"), "https://ci.example.org/x");
    await user.click(await screen.findByRole("checkbox", { name: "Merged" }));
    expect(await brokenRules(baseElement)).toEqual([]);
    host.answer(only({ ...sampleWebhook, name: "Builds" }));
    await user.click(await button("Create the webhook"));
    expect(await screen.findByText("The secret is on the clipboard")).toBeInTheDocument();
    expect(await card("Builds")).toBeInTheDocument();
    expect(host.callsOf("create_webhook")).toEqual([
      {
        ...place,
        draft: {
          name: "Builds",
          url: "https://ci.example.org/x",
          events: ["repo:refs_changed", "pr:merged"],
          active: true,
          verify: true,
        },
        secret: { kind: "generate" },
      },
    ]);
  });

  it("takes a typed secret, which is forgotten with another choice", async () => {
    const { user, host } = dialog(none);
    await user.click(await button("Create a webhook"));
    await user.type(await field("Name"), "a");
    await user.type(await field("URL"), "https://h/");
    await user.click(await screen.findByRole("radio", { name: "Type one" }));
    expect(await button("Type the secret")).toBeInTheDocument();
    const secret = await screen.findByLabelText("Secret to sign with");
    expect(secret).toHaveAttribute("type", "password");
    await user.type(secret, "first");
    await user.click(screen.getByRole("radio", { name: "None" }));
    await user.click(screen.getByRole("radio", { name: "Type one" }));
    expect(await screen.findByLabelText("Secret to sign with")).toHaveValue("");
    await user.type(await screen.findByLabelText("Secret to sign with"), "second");
    await user.click(await button("Create the webhook"));
    await waitFor(() => expect(host.callsOf("create_webhook")[0]?.secret).toEqual({ kind: "given", secret: "second" }));
    expect(screen.queryByText("The secret is on the clipboard")).toBeNull();
  });

  it("that can't be is told at its field, and what else failed above the button", async () => {
    const { user, host } = dialog({
      ...none,
      create_webhook: throwing({ kind: "invalid", field: "url", why: "This is no web address." }),
    });
    await user.click(await button("Create a webhook"));
    await user.type(await field("Name"), "a");
    await user.type(await field("URL"), "x");
    await user.click(await button("Create the webhook"));
    await waitFor(async () => expect(await field("URL")).toHaveAccessibleDescription(/This is no web address/));
    await user.type(await field("URL"), "y");
    expect(await field("URL")).not.toBeInvalid();
    host.answer({ create_webhook: throwing({ kind: "refused", detail: "PLAT/billing is archived" }) });
    await user.click(await button("Create the webhook"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/archived/);
  });

  it("is tested: status, duration and the other end's words are shown as text", async () => {
    const said = "no <b>such</b> job \u202Egnp";
    const { user, host } = dialog({
      test_webhook: () => ({ ...sampleDelivery, event: "diagnostics:ping", outcome: "failure", status: 404, said }),
    });
    await user.click(await button("Test Prebuilds"));
    const shown = await card("Prebuilds");
    await waitFor(() => expect(shown).toHaveTextContent(/Test:\s*not taken, 404 in 84\sms/));
    expect(await screen.findByLabelText("What the other end answered")).toHaveTextContent(
      "no <b>such</b> job U+202Egnp",
    );
    expect(host.callsOf("test_webhook")).toEqual([{ ...place, webhook: 7, name: "Prebuilds" }]);
  });

  it("shows what the server remembers of its deliveries", async () => {
    const failed = { ...sampleDelivery, outcome: "error", status: null, said: "Connection refused" } as const;
    const { user } = dialog({
      get_webhook_deliveries: () => ({
        successes: 12,
        failures: 0,
        errors: 1,
        since: null,
        last: [failed, sampleDelivery],
      }),
    });
    await user.click(await button("Deliveries of Prebuilds"));
    const list = await screen.findByRole("region", { name: "Deliveries of Prebuilds" });
    expect(list).toHaveTextContent(/12 taken, none not taken, 1 without an answer/);
    expect(within(list).getByText("Connection refused")).toBeInTheDocument();
    expect(list).toHaveTextContent(/no answer in 84/);
  });

  it("is deleted after a question that names it and its address", async () => {
    const { user, host } = dialog();
    await user.click(await button("Delete Prebuilds"));
    const ask = await screen.findByRole("group", { name: "Delete the webhook “Prebuilds”?" });
    expect(ask).toHaveTextContent("https://ci.example.org/hooks/bitbucket");
    await user.click(within(ask).getByRole("button", { name: "Keep" }));
    expect(host.callsOf("delete_webhook")).toEqual([]);
    await user.click(await button("Delete Prebuilds"));
    await user.click(await button("Delete"));
    expect(host.callsOf("delete_webhook")).toEqual([{ ...place, webhook: 7, name: "Prebuilds" }]);
    expect(await screen.findByText("No webhooks")).toBeInTheDocument();
  });

  it("keeps its secret when it is changed, unless told otherwise", async () => {
    const { user, host } = dialog();
    await user.click(await button("Change Prebuilds"));
    expect(await screen.findByRole("radio", { name: "Keep the present one" })).toBeChecked();
    await user.click(await screen.findByRole("checkbox", { name: /Active/ }));
    await user.click(await button("Save the webhook"));
    expect(await screen.findByText("Off")).toBeInTheDocument();
    expect(host.callsOf("change_webhook")[0]).toMatchObject({
      webhook: 7,
      draft: { name: "Prebuilds", active: false },
      secret: { kind: "keep" },
    });
  });

  it("of an old server has no choice about certificates", async () => {
    const { user } = dialog(only({ ...sampleWebhook, verify: null }));
    await user.click(await button("Change Prebuilds"));
    expect(await screen.findByRole("checkbox", { name: /Check the certificate/ })).toBeDisabled();
    expect(screen.getByText("This server always checks it")).toBeInTheDocument();
  });

  it("has a name and an address that can't deceive", async () => {
    dialog(only({ ...sampleWebhook, name: "evil\u202Egnp", url: "https://h/<script>" }));
    expect(await card("evil[U+202E]gnp")).toHaveTextContent("https://h/<script>");
  });
});
