/** Words of the connection doctor: its buttons, its steps, and what stands folded behind them. */
import type { AbilityCheck, ChainLink, OfferedKey, Part, StepResult } from "../host/api.gen";
import { abilityNames, verdictNames } from "./integrations";
import { number } from "./numbers";

export const doctorWords = {
  title: "Connection",
  intro:
    "Looks at the way to this server step by step, and says what helps where something is wrong. Nothing is changed.",
  examine: "Examine the connection",
  again: "Examine again",
  cancel: "Cancel",
  copy: "Copy report",
  copied: "Report copied",
  copiedText: "It holds no token and no password, and can be sent to your administrator.",
  group: "Connection doctor",
  steps: "Steps of the examination",
  running: "Looking…",
  under: (done: number, total: number) => `${number(done)} of ${number(total)} steps are done…`,
  fine: "Everything is as it should be.",
  works: (part: Part) => `It works, but look after: ${partNames[part]}`,
  broken: (part: Part) => `The first step that fails: ${partNames[part]}`,
  stopped: "The examination was stopped. What was found until then stays.",
  took: (millis: number) => (millis < 1000 ? `${number(millis)} ms` : `${number(Math.round(millis / 100) / 10)} s`),
  chain: "Certificates",
  keys: "Keys that were offered",
  permissions: "Permissions",
  said: "What was said",
};

export const partNames: Record<Part, string> = {
  name: "Name resolution",
  proxy: "Proxy",
  connection: "Connection",
  encryption: "Encryption",
  address: "Address",
  product: "Product",
  signIn: "Sign-in",
  clock: "Clock",
  rights: "Permissions",
  pace: "Rate limit",
  sshConnection: "SSH connection",
  sshHostKey: "SSH host key",
  sshKeys: "SSH keys",
  git: "Git over HTTP",
  lfs: "Git LFS",
};

export const resultNames: Record<StepResult, string> = {
  fine: "Fine",
  warning: "Warning",
  broken: "Broken",
  notTried: "Not tried",
  notApplicable: "Does not apply",
};

/** Each certificate with whom it names, who signed it, until when, and its fingerprint. */
export function chainText(chain: readonly ChainLink[]): string {
  return chain
    .map(
      ({ subject, issuer, notAfter, sha256 }) =>
        `${subject}\n  Signed by ${issuer}\n  Valid until ${day(notAfter)}\n  SHA-256 ${sha256}`,
    )
    .join("\n");
}

export function keysText(keys: readonly OfferedKey[]): string {
  return keys
    .map(
      ({ name, algorithm, fingerprint, accepted }) =>
        `${name}\n  ${algorithm} ${fingerprint}\n  ${accepted ? "The server knows it" : "The server doesn't know it"}`,
    )
    .join("\n");
}

export function permissionsText(abilities: readonly AbilityCheck[]): string {
  return abilities.map(({ ability, verdict }) => `${abilityNames[ability]}: ${verdictNames[verdict]}`).join("\n");
}

/** A day as people write it; what is none stays as it is. */
export function day(date: string): string {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? date : new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(moment);
}
