/** Words of the Integrations pane: hosts, tokens, accounts, certificates, SSH keys. */
import type { ForgeKind, TokenAbility, Trust, Verdict } from "../host/api.gen";

export const forgeNames: Record<ForgeKind, string> = { bitbucketServer: "Bitbucket Server / Data Center" };

/** What a token can do, as a thing people want. */
export const abilityNames: Record<TokenAbility, string> = {
  identity: "Know who you are",
  readRepositories: "List and clone repositories",
  readPullRequests: "See pull requests and their reviewers",
  writeRepositories: "Push, and act on pull requests",
  createRepositories: "Create repositories in projects",
  administerRepositories: "Change settings of repositories",
  addSshKeys: "Add SSH keys to your account",
};

/** What is missing where a token can't. */
export const abilityMissing: Record<TokenAbility, string> = {
  identity: "Bough can't tell whose token this is.",
  readRepositories: "No list of repositories, and no cloning over HTTPS.",
  readPullRequests: "Pull requests stay hidden.",
  writeRepositories: "Nothing can be pushed over HTTPS, and pull requests can only be read.",
  createRepositories: "New repositories must be made on the server's page.",
  administerRepositories: "Settings must be changed on the server's page.",
  addSshKeys: "Paste your SSH key on the server's page.",
};

export const verdictNames: Record<Verdict, string> = {
  allowed: "Allowed",
  refused: "Not allowed",
  unknown: "Not known: it can't be tried without changing something",
};

export const integrationWords = {
  services: "Services",
  connected: "connected",
  addHost: "Connect a server",
  removeHost: "Remove server",
  removeHostTitle: (name: string) => `Remove ${name} from this profile?`,
  removeHostText: "Its accounts are signed out and their tokens are deleted from the keychain. Your clones stay.",
  removeYes: "Remove",
  cancel: "Cancel",
  notEncrypted: "Not encrypted",
  version: (version: string) => `Version ${version}`,
  loading: "Looking up your servers…",
};

export const hostStepWords = {
  title: "1. Which server?",
  url: "Host URL",
  urlHint: "A host name, or any page or clone URL of it",
  placeholder: "git.example.org",
  check: "Check",
  checking: "Asking the server…",
  empty: "Enter the address of your server first",
  name: "Service",
  version: "Version",
  address: "Address",
  reachable: "Connection",
  reachableYes: "Reachable",
  certificate: "Certificate",
  certificateFine: "Accepted",
  singleSignOn: "People sign in here through single sign-on only. An access token works all the same.",
  known: "This server is connected already. You can add another account.",
  plainTitle: "This server is reached without encryption",
  plainText:
    "Anybody on the way can read your token and your code, and change both. Use https wherever the server offers it.",
  plainAccept: "Connect without encryption all the same",
  plainReason: "decide about the missing encryption first",
};

export const tokenStepWords = {
  title: "2. Sign in",
  generate: (host: string) => `Generate a token on ${host}`,
  generateText: "Opens the right page in your browser. Tick these permissions there:",
  permissions: "Permissions to tick",
  unlocks: "Unlocks",
  needed: "Needed",
  optional: "Optional",
  token: "Access token",
  tokenHint: "It goes to your system's keychain and is sent to this server only.",
  expiry: "Token ends on (optional)",
  expiryHint: "So that Bough can remind you, such as 2031-03-01",
  expiryWrong: "Write the date as year-month-day, such as 2031-03-01.",
  connect: "Connect",
  tokenMissing: "paste the token first",
  connectedTitle: (host: string) => `Connected to ${host}`,
  connectedText: (name: string) => `Signed in as ${name}.`,
};

export const accountWords = {
  title: "Accounts",
  connected: "Connected",
  gone: "Signed out",
  goneText: "The token was kept in memory only and is gone. Connect with a token again.",
  memory: "Kept in memory",
  tokenEnds: "Token ends",
  tokenEnded: "Token has ended",
  noExpiry: "Token without a noted end",
  abilities: "What this token allows",
  test: "Test connection",
  tested: "The connection works",
  testedText: (name: string) => `The server knows you as ${name}.`,
  disconnect: "Disconnect",
  disconnectTitle: (name: string) => `Disconnect ${name}?`,
  disconnectText: "The token is deleted from the keychain here. To make it worthless, delete it on the server as well.",
  disconnectBrowserText: "What you allowed is taken back at the server, and forgotten here. Your clones stay.",
  stillAllowed: "The server may still list Bough",
  stillAllowedText: (host: string) =>
    `It could not be told. To end the access for good, remove Bough on ${host} under Authorized applications in your account.`,
  byBrowser: "Signed in through the browser; renewed by itself",
  ended: "Access has ended",
  endedText: "The server doesn't take what you allowed any more. Allow it again in the browser; nothing else is lost.",
  another: "Connect another account",
  byToken: "Connect with an access token",
  inactive: "Disabled on the server",
};

export const trustPaneWords = {
  title: "Certificate",
  current: "Trusted",
  file: "Use a certificate file…",
  filePick: "Choose a certificate file (PEM)",
  system: "Trust only the operating system",
  changed: "Changed how this server is trusted",
  changedText: "It holds from the next connection on.",
};

/** How a host's certificate is trusted, in a sentence. */
export function trustSentence(trust: Trust): string {
  switch (trust.kind) {
    case "system":
      return "By the operating system";
    case "pinned":
      return "Exactly this certificate";
    case "authority":
      return `Certificates signed by ${trust.name}`;
  }
}

export const hostSshWords = {
  title: "SSH",
  intro: "For clones over SSH your OpenSSH is used. The first of these that is set decides which key it is given:",
  host: "This host's key",
  profile: "The profile's default key",
  agent: "SSH agent and your OpenSSH configuration",
  inUse: "in use",
  none: "not set",
  choose: "Key for this host",
  asProfile: "As the profile says",
  agentChoice: "SSH agent",
  passphrase: "Passphrase (optional)",
  passphraseHint: "You'll be asked for it when the key is used. It can't be recovered.",
  generate: "Generate SSH key and copy to clipboard",
  generatedTitle: "SSH key copied to the clipboard",
  generatedText: (host: string) => `Now add it to your account on ${host}.`,
  openPage: "Open the SSH keys page",
  addForMe: "Add it for me",
  copyAgain: "Copy the public key",
  copied: "Public key copied",
  uploaded: "The server has your key now",
  already: "The server had this key already",
  uploadedText: (host: string) => `Clones from ${host} over SSH can begin.`,
  pasteTitle: "The server lets no token add keys",
  pasteText: "The key is on your clipboard. Paste it on the server's SSH keys page.",
  needsAccount: "connect an account first",
};
