/** What the form of a webhook would send, and what is still missing: pure, so that the button always says the truth. */
import type { Webhook, WebhookDraft, WebhookSecret } from "../../host/api.gen";
import { webhookFormWords } from "../../text/webhooks";

export type SecretKind = WebhookSecret["kind"];

/** What the person filled in. */
export interface WebhookForm extends WebhookDraft {
  readonly secret: SecretKind;
  readonly typed: string;
}

export type WebhookPlan =
  | { readonly ready: true; readonly draft: WebhookDraft; readonly secret: WebhookSecret }
  | { readonly ready: false; readonly missing: string };

/** The form to begin with: empty, or what a webhook is now. */
export function formOf(hook: Webhook | null): WebhookForm {
  if (hook === null) {
    return {
      name: "",
      url: "",
      events: ["repo:refs_changed"],
      active: true,
      verify: true,
      secret: "generate",
      typed: "",
    };
  }
  const { name, url, events, active, verify, signed } = hook;
  return { name, url, events, active, verify: verify ?? true, secret: signed ? "keep" : "nothing", typed: "" };
}

/** The choices of secrets, the usual one first. */
export function secretKinds(hook: Webhook | null): readonly SecretKind[] {
  return hook?.signed ? ["keep", "generate", "given", "nothing"] : ["generate", "given", "nothing"];
}

export function planOf(form: WebhookForm): WebhookPlan {
  const { missing } = webhookFormWords;
  const { name, url, events, active, verify, secret, typed } = form;
  if (name.trim() === "") return { ready: false, missing: missing.name };
  if (url.trim() === "") return { ready: false, missing: missing.url };
  if (events.length === 0) return { ready: false, missing: missing.events };
  if (secret === "given" && typed.trim() === "") return { ready: false, missing: missing.secret };
  return {
    ready: true,
    draft: { name: name.trim(), url: url.trim(), events, active, verify },
    secret: secret === "given" ? { kind: "given", secret: typed } : { kind: secret },
  };
}

export interface EventGroup {
  readonly id: "repository" | "pullRequests" | "other";
  readonly events: readonly string[];
}

/** Events in groups: those that the server knows, and those that a webhook has and the server no longer lists. */
export function eventGroups(known: readonly string[], chosen: readonly string[]): readonly EventGroup[] {
  const all = [...new Set([...known, ...chosen])];
  const groupOf = (event: string): EventGroup["id"] =>
    event.startsWith("pr:") ? "pullRequests" : event.startsWith("repo:") ? "repository" : "other";
  const ids = ["repository", "pullRequests", "other"] as const;
  return ids
    .map((id) => ({ id, events: all.filter((event) => groupOf(event) === id) }))
    .filter(({ events }) => events.length > 0);
}
