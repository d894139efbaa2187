/** What the connection doctor found, in a sentence each. Names of servers in them are hostile. */
import type { Anchor, Distrust, HostKeyProblem, ProxyRule, StepFinding } from "../host/api.gen";
import { day, partNames } from "./doctor";
import { describeFault } from "./faults";
import { counted, number } from "./numbers";

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
      return `because of “${partNames[finding.part]}”`;
  }
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
