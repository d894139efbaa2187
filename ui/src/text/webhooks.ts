/** Words about webhooks: the dialog with its list and form, events by what they mean, and what became of deliveries. */
import type { Deliveries, Delivery, DeliveryOutcome } from "../host/api.gen";
import { duration } from "./activity";
import { counted, number } from "./numbers";

export const webhookWords = {
  title: (path: string) => `Webhooks of ${path}`,
  show: "Webhooks…",
  showOf: (path: string) => `Webhooks of ${path}…`,
  showFront: "Webhooks of this repository…",
  noHost: "This repository is on no host that you are signed in to",
  archived: "Archived: its webhooks can't be changed until it is restored",
  noRight: "Needs the permission “Repository admin”",
  loading: "Asking the server for webhooks",
  deniedTitle: "For repository administrators",
  deniedText:
    "Webhooks can be seen and changed with the permission “Repository admin” only, and this account or its token does not have it. Ask an administrator of the repository, or connect with a token that may administer repositories.",
  none: "No webhooks",
  noneText: "A webhook tells another service, such as a build server, when something happens in this repository.",
  create: "Create a webhook",
  intro: "The server tells these addresses what happens in the repository.",
  list: "Webhooks",
  off: "Off",
  unsigned: "Not signed",
  unsignedHint: "It has no secret: whoever knows the address can pretend to be the server",
  unchecked: "Certificate not checked",
  uncheckedHint: "The server sends to whoever answers, whatever certificate it shows",
  events: (count: number) => counted(count, "event", "events"),
  test: "Test",
  testNamed: (name: string) => `Test ${name}`,
  tested: "Test:",
  lastSent: "Last delivery:",
  neverSent: "Nothing was delivered yet",
  said: "What the other end answered",
  saidError: "Why there was no answer",
  deliveries: "Deliveries",
  deliveriesNamed: (name: string) => `Deliveries of ${name}`,
  deliveriesLoading: "Asking the server for deliveries",
  deliveriesHint: "The server keeps the last of each kind.",
  change: "Change",
  changeNamed: (name: string) => `Change ${name}`,
  remove: "Delete",
  removeNamed: (name: string) => `Delete ${name}`,
  removeTitle: (name: string) => `Delete the webhook “${name}”?`,
  removeText: (url: string) => `The server stops telling ${url} what happens here. This can't be undone.`,
  keep: "Keep",
  copied: "The secret is on the clipboard",
  copiedText: "Paste it where the webhook leads. It is kept nowhere else on this computer and is not shown again.",
};

export const webhookFormWords = {
  createTitle: "New webhook",
  changeTitle: (name: string) => `Change “${name}”`,
  name: "Name",
  nameExample: "Prebuilds",
  url: "URL",
  urlExample: "https://ci.example.org/hooks/bitbucket",
  urlHint: "Where the server sends to. It must be reachable from the server, not from here.",
  secret: "Secret",
  secretHint: "The server signs what it sends with it, so that the other end can tell it from anybody else.",
  secrets: {
    keep: "Keep the present one",
    generate: "Generate one and copy it",
    given: "Type one",
    nothing: "None",
  },
  typed: "Secret to sign with",
  events: "Events",
  groups: { repository: "Repository", pullRequests: "Pull requests", other: "Other" },
  active: "Active",
  activeHint: "Only then anything is sent",
  verify: "Check the certificate of the other end",
  verifyHint: "Leave it on unless the other end has a certificate that the server can't check",
  verifyOld: "This server always checks it",
  create: "Create the webhook",
  save: "Save the webhook",
  cancel: "Back to the list",
  missing: {
    name: "Name the webhook",
    url: "Enter the URL it sends to",
    events: "Choose at least one event",
    secret: "Type the secret",
  },
};

/** What events mean; others are shown by their own names. */
const events: Record<string, string> = {
  "repo:refs_changed": "Push",
  "repo:modified": "Name or settings changed",
  "repo:forked": "Forked",
  "repo:default_branch_modified": "Default branch changed",
  "repo:secret_detected": "Secret found in a push",
  "repo:comment:added": "Comment on a commit",
  "repo:comment:edited": "Commit comment edited",
  "repo:comment:deleted": "Commit comment deleted",
  "mirror:repo_synchronized": "Mirror synchronized",
  "pr:opened": "Opened",
  "pr:from_ref_updated": "New commits",
  "pr:modified": "Title, text or target changed",
  "pr:reviewer:updated": "Reviewers changed",
  "pr:reviewer:approved": "Approved",
  "pr:reviewer:unapproved": "Approval withdrawn",
  "pr:reviewer:needs_work": "Changes requested",
  "pr:merged": "Merged",
  "pr:declined": "Declined",
  "pr:deleted": "Deleted",
  "pr:comment:added": "Comment",
  "pr:comment:edited": "Comment edited",
  "pr:comment:deleted": "Comment deleted",
  "diagnostics:ping": "Test",
};

/** Hostile where the event is not one that we know. */
export function eventName(event: string): string {
  return events[event] ?? event;
}

/** The name where it stands alone, outside of its group. Hostile where the event is not one that we know. */
export function eventWords(event: string): string {
  const name = eventName(event);
  return event.startsWith("pr:") && event in events ? `Pull request: ${name.toLowerCase()}` : name;
}

const outcomes: Record<DeliveryOutcome, string> = {
  success: "taken",
  failure: "not taken",
  error: "no answer",
};

/** `taken, 204 in 12 ms`. */
export function deliveryWords({ outcome, status, millis }: Delivery): string {
  const answered = status === null ? "" : `, ${status}`;
  return `${outcomes[outcome]}${answered}${millis === null ? "" : ` in ${duration(millis)}`}`;
}

/** `12 taken, 1 not taken, none without an answer`. */
export function countWords({ successes, failures, errors }: Deliveries): string {
  const said = (count: number, what: string) => `${count === 0 ? "none" : number(count)} ${what}`;
  return [said(successes, "taken"), said(failures, "not taken"), said(errors, "without an answer")].join(", ");
}
