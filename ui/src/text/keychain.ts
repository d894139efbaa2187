/** Why a secret is not in the keychain, one sentence each. */
import type { KeychainSituation } from "../host/api.gen";

/** What is the matter with the keychain, and what helps. */
export const keychainSentences: Record<KeychainSituation, string> = {
  noSession: "This session has no message bus, so no keychain can be reached. Start Bough from a desktop session.",
  noService: "No keychain service runs in this session. Install and start one, such as GNOME Keyring or KWallet.",
  noCollection:
    "The keychain has no default collection yet. Log in graphically once, or create one in your keychain program.",
  locked: "The keychain is locked. Unlock it in your keychain program, then try again.",
  denied: "The keychain refused. Allow Bough to use it when it asks.",
  timedOut: "The keychain didn't answer in time. It may be waiting for you behind another window.",
  ambiguous: "The keychain holds several entries for the same secret. Remove the extra ones in your keychain program.",
  tooLong: "The secret is longer than this system's keychain can hold.",
  unknown: "The keychain can't be used, and it doesn't say why.",
};

export const keychainWords = {
  memoryTitle: "Your tokens will be kept in memory only",
  memoryText: "You'll be asked for them again after Bough was closed. Nothing is written to disk.",
};
