/** Words of the activity log: what was done, how it went, and the whole of it as plain text. */
import type { Activity, ActivityKind, ActivityOutcome } from "../host/api.gen";
import { describeFault } from "./faults";
import { counted, number } from "./numbers";
import { deedWords } from "./undo";

/** `name` is what it was done to, `null` where the kind says it all. */
const deeds: Record<ActivityKind, (name: string | null) => string> = {
  clone: (name) => `Clone ${name ?? "a repository"}`,
  createRepository: () => "Create the repository",
  fork: (name) => `Fork ${name ?? "a repository"}`,
  followOrigin: (name) => `Keep ${name ?? "the fork"} in step with its origin`,
  leaveOrigin: (name) => `No longer keep ${name ?? "the fork"} in step with its origin`,
  addRemote: (name) => `Add the remote ${name ?? ""}`,
  chooseAccount: (who) => `Use the account ${who ?? ""}`,
  fetch: (name) => `Fetch ${name ?? ""}`,
  createHostRepository: (name) => `Create ${name ?? "a repository"} on the host`,
  finishCreation: () => "Push the first commit",
  createWebhook: (name) => `Create the webhook ${name ?? ""}`,
  changeWebhook: (name) => `Change the webhook ${name ?? ""}`,
  testWebhook: (name) => `Test the webhook ${name ?? ""}`,
  deleteWebhook: (name) => `Delete the webhook ${name ?? ""}`,
  forgetRepository: () => "Take the repository off the list",
  trustRepository: () => "Trust the repository",
  distrustRepository: () => "Stop trusting the repository",
  stage: (name) => `Stage ${name ?? "all changes"}`,
  unstage: (name) => `Unstage ${name ?? "all changes"}`,
  discard: (name) => `Discard ${name === null ? "all changes" : `changes in ${name}`}`,
  commit: (name) => `Commit “${name ?? ""}”`,
  amend: (name) => `Amend to “${name ?? ""}”`,
  fetchLfs: () => "Download the files of Git LFS",
  fetchRemotes: () => "Fetch",
  checkOut: (name) => `Check out ${name ?? ""}`,
  follow: (name) => `Follow ${name ?? ""} with prebuilds`,
  stopFollowing: (name) => `Stop following ${name ?? ""}`,
  setPrebuildPlan: () => "Say how commits are built",
  buildPrebuild: (name) => `Build ${name ?? ""}`,
  addWorktree: (name) => `Make a work tree of ${name ?? ""}`,
  pushBranch: (about) => `Push ${about ?? "the branch"}`,
  useIdentity: (name) => `Commit as ${name ?? ""} from now on`,
  setIdentityRule: (name) =>
    name === null ? "Let the account of the host say who commits" : `Let ${name} commit on the host`,
  undo: () => "Undo",
  redo: () => "Redo",
  addHost: () => "Add the host",
  removeHost: () => "Remove the host",
  trustCertificate: (name) => (name === null ? "Trust what the system trusts" : `Trust the certificate ${name}`),
  refuseCertificate: (name) => `Refuse the certificate ${name ?? ""}`,
  trustHostKey: (name) => `Trust the host key ${name ?? ""}`,
  refuseHostKey: (name) => `Refuse the host key ${name ?? ""}`,
  connectAccount: () => "Connect an account",
  registerApplication: () => "Register Bough on the host",
  removeRegistration: () => "Forget the registration on the host",
  authoriseAccount: () => "Sign in through the browser",
  exportHost: (name) => `Write a host file into ${name ?? ""}`,
  openHostFile: (name) => `Open the host file ${name ?? ""}`,
  examineConnection: () => "Examine the connection",
  testAccount: (name) => `Test the account ${name ?? ""}`,
  disconnectAccount: (name) => `Disconnect the account ${name ?? ""}`,
  generateSshKey: () => "Make an SSH key",
  chooseSshKey: (name) => (name === null ? "Let the SSH agent choose" : `Use the SSH key ${name}`),
  uploadSshKey: (name) => `Upload the SSH key ${name ?? ""}`,
  addProfile: (name) => `Add the profile ${name ?? ""}`,
  removeProfile: (name) => `Remove the profile ${name ?? ""}`,
  switchProfile: (name) => `Switch to the profile ${name ?? ""}`,
};

/** `Stage Invoice.java and 2 more`, `Undo: commit “Round each line”`. Hostile: names and messages are in it. */
export function activityWords({ kind, about, more, step }: Activity): string {
  const others = more > 0 ? ` and ${number(more)} more` : "";
  if (step) return `${deeds[kind](null)}: ${deedWords(step)}${others}`;
  return deeds[kind](about === null ? null : `${about}${others}`).trim();
}

/** `12 ms`, `3.4 s`, `2 min 5 s`. */
export function duration(millis: number): string {
  if (millis < 1000) return `${number(millis)}\u00a0ms`;
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(seconds)}\u00a0s`;
  }
  return `${number(Math.floor(seconds / 60))}\u00a0min ${number(Math.round(seconds) % 60)}\u00a0s`;
}

/** How it went, in a word or two. */
export function outcomeWords(outcome: ActivityOutcome): string {
  switch (outcome.kind) {
    case "running":
      return "running";
    case "done":
      return "done";
    case "cancelled":
      return "cancelled";
    case "interrupted":
      return "interrupted";
    case "failed":
      return "failed";
  }
}

/** An entry as text for a message to somebody. Hostile. */
function entryText(entry: Activity): string {
  const { started, place, folder, command, remote, millis, outcome } = entry;
  const took = millis === null ? "" : ` in ${duration(millis)}`;
  const where = [place, folder === null ? null : `(${folder})`].filter(Boolean).join(" ");
  const fault = outcome.kind === "failed" ? describeFault(outcome.fault) : null;
  return [
    `${started}  ${activityWords(entry)}${where && `  ${where}`}  ${outcomeWords(outcome)}${took}`,
    ...(command === null ? [] : [command]),
    ...remote
      .split("\n")
      .filter(Boolean)
      .map((line) => `remote: ${line}`),
    ...(fault ? [fault.title, fault.sentence, ...(fault.detail ?? "").split("\n").filter(Boolean)] : []),
  ].join("\n    ");
}

/** The entries as text, the newest first. Hostile. */
export function activityText(entries: readonly Activity[]): string {
  return entries.map((entry) => `${entryText(entry)}\n`).join("\n");
}

export const activityLogWords = {
  title: "Activity log",
  show: "Show the activity log",
  list: "Activities, the newest first",
  filter: "Filter activities",
  copyAll: "Copy all as text",
  copied: (count: number) => `Copied ${counted(count, "activity", "activities")} as text`,
  copiedText: "Tokens and user names in addresses are blacked out.",
  clear: "Clear…",
  clearTitle: (count: number) => `Clear ${counted(count, "activity", "activities")}?`,
  clearText: "Only this list becomes empty. Repositories, and what can be undone in them, stay as they are.",
  clearAct: "Clear",
  keep: "Keep",
  loading: "Reading the activity log",
  none: "Nothing was done yet",
  noneText: "What you clone, stage, commit, connect and trust appears here, with the Git command that does the same.",
  nothingFits: (words: string) => `No activity has the words “${words}”`,
  nothingFitsText: "Names, commands, answers of servers and faults are searched.",
  earlier: (count: number) => `Show ${number(count)} earlier`,
  command: "The same in Git",
  noCommand: "Git has no command for this.",
  copyCommand: "Copy the command",
  remote: "The server said",
  folder: "Folder",
  began: "Began",
  interruptedText: "Bough ended before this did. What it had done by then is put in order at the next start.",
};
