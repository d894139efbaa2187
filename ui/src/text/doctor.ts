/** Words of the connection doctor: each step, what was found, and what helps. Names of servers in them are hostile. */
import type {
  AbilityCheck,
  Anchor,
  ChainLink,
  Distrust,
  StepFinding,
  HostKeyProblem,
  OfferedKey,
  Part,
  ProxyRule,
  Remedy,
  StepResult,
} from "../host/api.gen";
import { describeFault } from "./faults";
import { abilityNames, verdictNames } from "./integrations";
import { counted, number } from "./numbers";

export const doctorWords = {
  title: "Connection",
  intro: "Looks at the way to this server step by step, and says what helps where something is wrong. Nothing is changed.",
  examine: "Examine the connection",
  again: "Examine again",
  cancel: "Cancel",
  copy: "Copy report",
  copied: "Report copied",
  copiedText: "It holds no token and no password, and can be sent to your administrator.",
  steps: "Steps of the examination",
  running: "Looking…",
  waiting: "Not looked at yet",
  fine: "Everything is as it should be.",
  works: "It works, but something should be looked after.",
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

/** What a step found, in a sentence. */
export function findingWords(finding: StepFinding): string {
  switch (finding.kind) {
    case "resolved":
      return `The name leads to ${finding.addresses.join(", ")}.`;
    case "numericAddress":
      return "The server is named by a number, so there is no name to look up.";
    case "unresolved":
      return "Nobody here knows this name.";
    case "leftToProxy":
      return "Nobody here knows this name; the proxy looks it up.";
    case "noProxy":
      return `No proxy is used: ${ruleWords(finding.rule)}.`;
    case "proxyServes":
      return `${finding.proxy} is used: ${ruleWords(finding.rule)}.`;
    case "proxyUnreachable":
      return `${finding.proxy} takes no connection. It was chosen because ${ruleWords(finding.rule)}.`;
    case "proxyRefuses":
      return `${finding.proxy} wants a password or does not let Bough through to this server.`;
    case "connected":
      return `Connected to ${finding.address}.`;
    case "connectedByProxy":
      return `Connected through ${finding.proxy}.`;
    case "unreachable":
      return "The connection was refused, or there is no way to the server.";
    case "silent":
      return "Nobody answers at all. Often a firewall is in the way.";
    case "encrypted":
      return `${finding.version}; the certificate is trusted ${anchorWords[finding.anchor]}.`;
    case "certificateEndsSoon":
      return `${finding.version}; the certificate is trusted ${anchorWords[finding.anchor]}, but ends on ${day(finding.until)}.`;
    case "notEncrypted":
      return "Not encrypted: everybody on the way can read along, also the token.";
    case "untrusted":
      return `The certificate is not trusted. ${distrustWords[finding.certificate.why]}`;
    case "plainHttp":
      return "Something answers there without encryption, although the address begins with https.";
    case "tlsFailed":
      return "No encrypted connection came about.";
    case "answersThere":
      return "Bitbucket answers at this address.";
    case "answersElsewhere":
      return `Bitbucket answers at ${finding.url}, not at this address.`;
    case "somethingAnswers":
      return `A web server answers at this address, with ${finding.status}.`;
    case "webPage":
      return `A web page stands in front of the server, often a single sign-on: ${finding.url}`;
    case "outOfOrder":
      return `The server is starting, under maintenance, or out of order (${finding.status}).`;
    case "product":
      return `${finding.name} ${finding.version}.`;
    case "oldProduct":
      return `Version ${finding.version} is older than those that Bough was made for. Some things may not work.`;
    case "tooOld":
      return `Version ${finding.version} is too old: it has no access tokens, so nobody can sign in from here.`;
    case "cloud":
      return "This is Bitbucket Cloud, which is another product. Bough speaks with Bitbucket Server and Data Center.";
    case "notBitbucket":
      return "What answers is no Bitbucket Server or Data Center.";
    case "clockAgrees":
      return "The server's clock and this computer's agree.";
    case "clockOff":
      return `The server's clock is ${apart(finding.seconds)} ${finding.seconds < 0 ? "behind" : "ahead of"} this computer's. Certificates and sign-ins suffer from that.`;
    case "noClock":
      return "The server does not tell its time.";
    case "noAccount":
      return "Nobody is signed in on this server.";
    case "signedIn":
      return `Signed in as ${finding.user}.`;
    case "tokenEndsSoon":
      return `Signed in as ${finding.user}, but the token ends on ${day(finding.until)}.`;
    case "tokenRefused":
      return "The token is not accepted: it is wrong or was revoked. It was tried once.";
    case "tokenExpired":
      return `The token is not accepted: it ended on ${day(finding.until)}.`;
    case "captcha":
      return "The account is locked after too many failed sign-ins.";
    case "rights":
      return "The account may read and push.";
    case "readOnly":
      return "The account, or its token, may only read. Nothing can be pushed over HTTPS.";
    case "nothingReadable":
      return "The account may read no repository.";
    case "budget":
      return `${number(finding.remaining)} of ${counted(finding.limit, "request", "requests")} are left.`;
    case "noLimit":
      return "The server tells of none.";
    case "paused":
      return "The server asked for a pause: too many requests were made.";
    case "sshOff":
      return "SSH is switched off at this server.";
    case "sshConnected":
      return `Connected to ${finding.address}.`;
    case "sshUnreachable":
      return `${finding.address} takes no connection.`;
    case "hostKeyKnown":
      return `It is the known one: ${finding.fingerprint}`;
    case "hostKeyUnknown":
      return `You have not accepted it yet: ${finding.shown}. ${confirmation(finding.confirmed)}`.trim();
    case "hostKeyWrong":
      return `${hostKeyWords[finding.problem]} It showed ${finding.shown}. ${confirmation(finding.confirmed)}`.trim();
    case "keyTaken":
      return "The server lets you in with one of your keys.";
    case "keyLocked":
      return "The server knows your key. It has a passphrase, which you are asked for when it is needed.";
    case "noKeyTaken":
      return "The server knows none of the keys that were offered.";
    case "noKey":
      return "There was no key to offer.";
    case "gitAnswers":
      return `${finding.repository} answers with ${counted(finding.refs, "ref", "refs")}.`;
    case "gitOff":
      return "Git over HTTP is switched off at this server.";
    case "gitMangled":
      return `What came for ${finding.repository} is not Git's answer. ${
        finding.proxy === null ? "Something in between" : `The proxy ${finding.proxy}`
      } changes it, or answers in the server's place.`;
    case "noRepository":
      return "There is no repository to ask for.";
    case "lfsAnswers":
      return `LFS answers for ${finding.repository}.`;
    case "lfsOff":
      return `LFS is switched off for ${finding.repository}.`;
    case "lfsBroken":
      return `LFS does not answer for ${finding.repository} as it should.`;
    case "noAnswer":
      return finding.seconds === 0 ? "It ended without an answer." : `No answer came within ${finding.seconds} s.`;
    case "failed":
      return describeFault(finding.fault).title + ".";
    case "after":
      return `Because of “${partNames[finding.part]}”.`;
  }
}

/** What the person can press. */
export type RemedyAction =
  | "proxySettings"
  | "useAddress"
  | "judgeCertificate"
  | "copyReport"
  | "openPage"
  | "signIn"
  | "openKeysPage";

export const remedyLabels: Record<RemedyAction, string> = {
  proxySettings: "Open the network settings",
  useAddress: "Connect with this address",
  judgeCertificate: "Look at the certificate",
  copyReport: doctorWords.copy,
  openPage: "Open that page",
  signIn: "Sign in with another token",
  openKeysPage: "Open the SSH keys page",
};

/** What helps, in a sentence, and what to press for it. */
export function remedyWords(remedy: Remedy): { sentence: string; action: RemedyAction | null } {
  switch (remedy.kind) {
    case "checkNetwork":
      return { sentence: "Check the network, the VPN and the firewall, then examine again.", action: null };
    case "checkProxy":
      return {
        sentence: "Check the proxy's address in the network settings, and whether it wants a user name and a password.",
        action: "proxySettings",
      };
    case "useAddress":
      return remedy.url === null
        ? { sentence: "Check the address of the server, and ask for the right one if you are not sure.", action: null }
        : { sentence: `Use ${remedy.url} instead.`, action: "useAddress" };
    case "judgeCertificate":
      return {
        sentence: "Compare its fingerprint with your administrator. If it is theirs, trust it for this server.",
        action: "judgeCertificate",
      };
    case "askAdministrator":
      return { sentence: "Send the report to the server's administrator: it has what they need.", action: "copyReport" };
    case "openPage":
      return { sentence: "Open the page in a browser and do what it asks for, then examine again.", action: "openPage" };
    case "signIn":
      return { sentence: "Sign in anew with a fresh token.", action: "signIn" };
    case "unlockKeychain":
      return { sentence: "Unlock the keychain, then examine again.", action: null };
    case "askForRights":
      return { sentence: "Ask for the permission, or sign in with a token that has it.", action: "signIn" };
    case "setClock":
      return {
        sentence: "Set the clock of this computer. If it is right, tell the administrator about the server's.",
        action: "copyReport",
      };
    case "wait":
      return { sentence: `Wait until ${clock(remedy.until)}, then examine again.`, action: null };
    case "useHttps":
      return { sentence: "Clone over HTTPS, or ask the administrator about SSH.", action: "copyReport" };
    case "useSsh":
      return { sentence: "Clone over SSH, or ask the administrator about Git over HTTP.", action: "copyReport" };
    case "acceptHostKey":
      return {
        sentence: "Bough asks when you first fetch by SSH. Compare the fingerprint before you accept it.",
        action: null,
      };
    case "replaceHostKey":
      return {
        sentence: `Ask the administrator whether the key was changed. Only then remove the old one at ${remedy.knownAt || "known_hosts"}.`,
        action: "copyReport",
      };
    case "addKey":
      return { sentence: "Add your public key to your account on the server.", action: "openKeysPage" };
    case "generateKey":
      return { sentence: "Generate a key below, under SSH, and add it to your account on the server.", action: null };
  }
}

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

function ruleWords(rule: ProxyRule): string {
  switch (rule.kind) {
    case "setting":
      return "the network settings say so";
    case "settingException":
      return "it is among the exceptions in the network settings";
    case "variable":
      return `${rule.name} in the environment says so`;
    case "variableException":
      return "NO_PROXY in the environment says so";
    case "nothing":
      return "nothing names one";
  }
}

const anchorWords: Record<Anchor, string> = {
  system: "by the operating system",
  pin: "because you trusted exactly this one",
  authority: "by an authority that you chose for this server",
};

const distrustWords: Record<Distrust, string> = {
  unknownIssuer: "It was signed by an authority that this computer doesn't know.",
  incomplete: "The server leaves out the certificates between its own and an authority.",
  selfSigned: "It vouches for itself.",
  expired: "It is past its end.",
  notYetValid: "It is not valid yet.",
  wrongName: "It was made out for other names.",
  pinChanged: "It is not the one that you trusted.",
  other: "It can't be checked.",
};

const hostKeyWords: Record<HostKeyProblem, string> = {
  changed: "It is not the known one.",
  otherType: "It is of another type than the known one.",
  revoked: "It is marked as revoked.",
  refused: "It was not accepted.",
};

function confirmation(confirmed: boolean | null): string {
  if (confirmed === null) return "";
  return confirmed ? "The server confirms it over HTTPS." : "Over HTTPS the server names another one: be careful.";
}

function apart(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 7200) return counted(Math.round(size / 60), "minute", "minutes");
  return size < 172_800
    ? counted(Math.round(size / 3600), "hour", "hours")
    : counted(Math.round(size / 86_400), "day", "days");
}

function day(date: string): string {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? date : new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(moment);
}

function clock(time: string): string {
  const moment = Date.parse(time);
  return Number.isNaN(moment) ? time : new Intl.DateTimeFormat(undefined, { timeStyle: "medium" }).format(moment);
}
