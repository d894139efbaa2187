/**
 * One title, one sentence and one action for every fault: what happened, what it means for the person's work, what to do.
 * The switch is exhaustive: a new kind of fault doesn't compile until it has its words.
 */
import type { DiskProblem, Distrust, Fault, SignInReason } from "../host/api.gen";
import { hostKey } from "./host_key_faults";
import { keychainSentences } from "./keychain";
import { listed } from "./numbers";

/** What the person can do about a fault. Data layer and views turn it into a button. */
export type FaultAction =
  | "signIn"
  | "authorise"
  | "openSignInPage"
  | "seeSshKeys"
  | "seePermissions"
  | "tryAgain"
  | "openPage"
  | "judgeCertificate"
  | "lookAgain"
  | "copyDetails";

export interface FaultText {
  title: string;
  sentence: string;
  action: FaultAction | null;
  /** Words of a machine, for whoever wants to know. */
  detail: string | null;
}

export const actionLabels: Record<FaultAction, string> = {
  signIn: "Sign in",
  authorise: "Sign in through the browser",
  openSignInPage: "Open the sign-in page",
  seeSshKeys: "Choose an SSH key",
  seePermissions: "See what the token must allow",
  tryAgain: "Try again",
  openPage: "Open that page",
  judgeCertificate: "Look at the certificate",
  lookAgain: "Look again",
  copyDetails: "Copy details",
};

/** A fault that names the server to which something is wrong. */
export type OfTheConnection = Extract<
  Fault,
  { kind: "offline" | "outOfOrder" | "webPage" | "untrusted" | "hostKey" | "signIn" }
>;

/** Whether looking at the connection step by step finds out more about a fault. */
export function isOfTheConnection(fault: Fault): fault is OfTheConnection {
  switch (fault.kind) {
    case "offline":
    case "outOfOrder":
    case "webPage":
    case "untrusted":
    case "hostKey":
      return true;
    case "signIn":
      return fault.reason === "noKey";
    default:
      return false;
  }
}

/** The words for a fault. */
export function describeFault(fault: Fault): FaultText {
  switch (fault.kind) {
    case "signIn":
      return { ...signIn(fault.host, fault.reason), detail: fault.detail || null };
    case "denied":
      return {
        title: "The server doesn't allow this",
        sentence: `The permission “${fault.missing}” is missing. Nothing was changed. Ask for it, or connect with a token that has it.`,
        action: "seePermissions",
        detail: fault.detail || null,
      };
    case "notFound":
      return {
        title: "Not found",
        sentence: `Bough looked for ${fault.what.replace(/^The /, "the ")}: it is not there, or you may not see it. Your work here is as it was. Check the name, or whether it was moved or deleted.`,
        action: "tryAgain",
        detail: null,
      };
    case "taken":
      return {
        title: "Already in use",
        sentence: `${fault.what} exists already. Nothing was overwritten; choose another name or folder.`,
        action: null,
        detail: null,
      };
    case "invalid":
      return { title: "This can't be used", sentence: fault.why, action: null, detail: null };
    case "rateLimited":
      return {
        title: `${fault.host} asks for a pause`,
        sentence: `Too many requests were made. Nothing is lost; Bough may ask again at ${clock(fault.until)}.`,
        action: "tryAgain",
        detail: null,
      };
    case "offline":
      return {
        title: `${fault.host} can't be reached`,
        sentence:
          "The server didn't answer. Your work here is not touched. Check the network, the VPN or the proxy, then try again.",
        action: "tryAgain",
        detail: fault.detail || null,
      };
    case "outOfOrder":
      return {
        title: `${fault.host} is out of order`,
        sentence:
          "The server is starting, being maintained, or has a fault of its own. Your work here is not touched. Try again in a while; if it stays so, tell its administrator.",
        action: "tryAgain",
        detail: fault.detail || null,
      };
    case "webPage":
      return {
        title: `${fault.host} answered with a web page`,
        sentence:
          "A login page, a proxy or another service stands in between, so nothing could be read. Open the page to see what it wants.",
        action: "openPage",
        detail: fault.url,
      };
    case "untrusted":
      return { ...untrusted(fault.certificate.host, fault.certificate.why), detail: null };
    case "hostKey":
      return { ...hostKey(fault), detail: fault.detail || null };
    case "keychain":
      return {
        title: "The keychain did not serve",
        sentence: keychainSentences[fault.situation],
        action: "tryAgain",
        detail: null,
      };
    case "conflict":
      return {
        title: "Your changes are in the way",
        sentence: `Nothing was changed. Commit or stash your work in ${files(fault.files)} first, then try again.`,
        action: "tryAgain",
        detail: fault.files.length > 3 ? fault.files.join("\n") : null,
      };
    case "moved":
      return {
        title: "It changed in the meantime",
        sentence: `${fault.what} is no longer as you saw it, so nothing was done. Look at it again, then repeat what you wanted.`,
        action: "lookAgain",
        detail: null,
      };
    case "hook":
      return {
        title: `The hook ${fault.name} said no`,
        sentence:
          fault.name === "pre-push"
            ? "Nothing was pushed; your commits are as they were. Fix what it names and push again, or choose “Push without asking the hook” in the command palette."
            : "Nothing was committed; your message and what you staged are as they were. Fix what it names and commit again, or tick “Skip hooks”.",
        action: fault.output === "" ? null : "copyDetails",
        detail: fault.output || null,
      };
    case "signing":
      return {
        title: `${fault.program} didn't sign the commit`,
        sentence:
          "Nothing was committed; your message and what you staged are as they were. Fix what it names and commit again, or commit without a signature.",
        action: fault.output === "" ? null : "copyDetails",
        detail: fault.output || null,
      };
    case "disk":
      return { ...disk[fault.problem], action: "tryAgain", detail: fault.detail || null };
    case "cancelled":
      return { title: "Commit cancelled", sentence: "Nothing was committed.", action: null, detail: null };
    case "refused":
      return {
        title: "It was refused",
        sentence: "The server or Git said no, in the words below. Your work is as it was.",
        action: "tryAgain",
        detail: fault.detail || null,
      };
    case "broken":
      return {
        title: "Something is wrong in Bough or in a file",
        sentence:
          "This could not be finished; your files are as they were. Trying again may help. If it happens again, please report it with the details.",
        action: "copyDetails",
        detail: fault.detail || null,
      };
  }
}

const disk: Record<DiskProblem, Pick<FaultText, "title" | "sentence">> = {
  full: {
    title: "The disk is full",
    sentence:
      "There was no room for what was to be written, so it was not done; your files are as they were. Make room, then try again.",
  },
  readOnly: {
    title: "The disk does not allow it",
    sentence:
      "You may not read or write there, so it was not done; your files are as they were. Check who owns the folder and whether the disk is read-only, then try again.",
  },
};

function signIn(host: string, reason: SignInReason): Omit<FaultText, "detail"> {
  switch (reason) {
    case "noAccount":
      return {
        title: `Sign in to ${host}`,
        sentence: "No account of this profile is connected to this server. Connect one, then try again.",
        action: "signIn",
      };
    case "rejected":
      return {
        title: `${host} didn't accept the token`,
        sentence:
          "It is wrong, expired or was revoked. Bough tried once and stopped, so your account isn't locked. Connect with a fresh token.",
        action: "signIn",
      };
    case "captcha":
      return {
        title: `${host} wants to see you in the browser`,
        sentence:
          "There were too many failed sign-ins. Sign in once on its page and solve the puzzle there, then try again here.",
        action: "openSignInPage",
      };
    case "forgotten":
      return {
        title: `Sign in to ${host} again`,
        sentence:
          "The token was kept in memory only and was gone when Bough closed. Connect once more; nothing else is lost.",
        action: "signIn",
      };
    case "ended":
      return {
        title: `Allow Bough on ${host} again`,
        sentence:
          "What you allowed in the browser has ended or was taken back there. Your work is not touched. Allow it once more, and all goes on.",
        action: "authorise",
      };
    case "unregistered":
      return {
        title: `Bough isn't registered on ${host}`,
        sentence:
          "Signing in through the browser needs a registration with its client secret. Ask your administrator for a host file, or connect with an access token.",
        action: "signIn",
      };
    case "declined":
      return {
        title: `No access to ${host} was given`,
        sentence: "The browser was told no, so nothing was connected. Try again whenever you like.",
        action: "authorise",
      };
    case "late":
      return {
        title: "The answer came too late",
        sentence: `${host} takes the browser's answer for ten seconds only, unless its administrator gives it longer. Try again, and don't pause after allowing it.`,
        action: "authorise",
      };
    case "unanswered":
      return {
        title: "No answer came from the browser",
        sentence: `Bough waited five minutes for ${host} and stopped listening. Try again whenever you like.`,
        action: "authorise",
      };
    case "noKey":
      return {
        title: `${host} took none of your SSH keys`,
        sentence: "Choose the key the server knows, or add your public key to your account there.",
        action: "seeSshKeys",
      };
  }
}

/** Why a certificate is not trusted, in a sentence. */
export const distrustSentences: Record<Distrust, string> = {
  unknownIssuer: "It was signed by an authority that this computer doesn't know. Companies often have their own.",
  incomplete: "The server leaves out the certificates in between. Its administrator should add them.",
  selfSigned: "It vouches for itself: nobody else has confirmed whom it belongs to.",
  expired: "It is past its end. The server's administrator should renew it.",
  notYetValid: "It is not valid yet. Check this computer's clock.",
  wrongName: "It was made out for other names than the one you connect to.",
  pinChanged: "It is not the one you trusted. The server got a new certificate, or somebody stands in between.",
  other: "This computer doesn't trust it.",
};

function untrusted(host: string, why: Distrust): Omit<FaultText, "detail"> {
  return {
    title: `The certificate of ${host} is not trusted`,
    sentence: `${distrustSentences[why]} Nothing was sent. Look at it and decide whether it is the right server.`,
    action: "judgeCertificate",
  };
}

function files(names: string[]): string {
  if (names.length === 0) return "your files";
  return names.length <= 3 ? listed(names) : `${names.slice(0, 2).join(", ")} and ${names.length - 2} other files`;
}

function clock(time: string): string {
  const moment = Date.parse(time);
  return Number.isNaN(moment)
    ? "a later time"
    : new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(moment);
}
