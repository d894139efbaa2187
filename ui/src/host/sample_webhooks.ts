/** Webhooks of a repository; changes are kept in memory. */
import type { Delivery, Webhook } from "./api.gen";
import type { Answers } from "./memory";

export const sampleDelivery: Delivery = {
  event: "repo:refs_changed",
  sent: "2026-02-28T09:30:00Z",
  millis: 84,
  outcome: "success",
  status: 204,
  said: "",
};

export const sampleWebhook: Webhook = {
  id: 7,
  name: "Prebuilds",
  url: "https://ci.example.org/hooks/bitbucket",
  events: ["repo:refs_changed", "pr:opened"],
  active: true,
  signed: true,
  verify: true,
  updated: "2026-02-01T08:00:00Z",
  last: sampleDelivery,
};

export const sampleEvents = [
  "repo:refs_changed",
  "repo:modified",
  "repo:forked",
  "mirror:repo_synchronized",
  "pr:opened",
  "pr:merged",
  "pr:declined",
];

export function sampleWebhooks(): Answers {
  let hooks = [sampleWebhook];
  return {
    list_webhooks: () => ({ webhooks: hooks, events: sampleEvents }),
    create_webhook: ({ draft, secret }) => {
      const made = { ...draft, id: 8 + hooks.length, signed: secret.kind !== "nothing", updated: null, last: null };
      hooks = [...hooks, made];
      return made;
    },
    change_webhook: ({ webhook, draft, secret }) => {
      const known = hooks.find(({ id }) => id === webhook) ?? sampleWebhook;
      const signed = secret.kind === "keep" ? known.signed : secret.kind !== "nothing";
      const changed = { ...known, ...draft, signed };
      hooks = hooks.map((hook) => (hook.id === webhook ? changed : hook));
      return changed;
    },
    delete_webhook: ({ webhook }) => {
      hooks = hooks.filter(({ id }) => id !== webhook);
      return null;
    },
    test_webhook: () => ({ ...sampleDelivery, event: "diagnostics:ping", said: "queued" }),
    get_webhook_deliveries: () => ({ successes: 12, failures: 1, errors: 0, since: null, last: [sampleDelivery] }),
  };
}
