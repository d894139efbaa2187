/** What helps at a step of an examination: a sentence, and what to press for it. */
import type { Remedy } from "../host/api.gen";
import { doctorWords } from "./doctor";

/** What the person can press. */
export type RemedyAction =
  "proxySettings" | "useAddress" | "judgeCertificate" | "copyReport" | "openPage" | "signIn" | "openKeysPage";

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
      return {
        sentence: "Send the report to the server's administrator: it has what they need.",
        action: "copyReport",
      };
    case "openPage":
      return {
        sentence: "Open the page in a browser and do what it asks for, then examine again.",
        action: "openPage",
      };
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

function clock(time: string): string {
  const moment = Date.parse(time);
  return Number.isNaN(moment) ? time : new Intl.DateTimeFormat(undefined, { timeStyle: "medium" }).format(moment);
}
