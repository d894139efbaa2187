/** Words about who commits where. */
import type { ExpectedIdentity } from "../host/api.gen";

export const identityWords = {
  /** Hostile. */
  title: ({ host, author }: ExpectedIdentity) => `On ${host} you are ${author.email}`,
  /** Hostile. */
  text: (email: string) =>
    `This repository belongs there, and you are about to commit as ${email}. The host may not know that it was you.`,
  /** Hostile. */
  use: ({ author }: ExpectedIdentity) => `Commit here as ${author.email}`,
  /** Hostile. */
  accept: (email: string) => `Stay with ${email}`,
  choose: "Choose who commits",
};

export const coAuthorWords = {
  label: "Co-authors",
  placeholder: "Name or address",
  empty: "Nobody fits. Write Name <address> to name somebody new.",
  remove: (name: string) => `Don't name ${name}`,
  list: "Co-authors of this commit",
};

export const identityRuleWords = {
  intro:
    "Who you are in the repositories of each server. Without a rule it is your account there, where the server tells its address. Bough asks before a commit that doesn't fit, and changes a repository only when you say so.",
  noHosts: "No server is connected yet",
  noHostsText: "A rule belongs to a server: connect one under Integrations.",
  name: "Name",
  email: "E-mail",
  key: "Signing key",
  keyHint: "Number of a GPG key, path of an SSH key, or the public key itself. Empty: as Git is configured.",
  save: "Save the rule",
  remove: "Remove the rule",
};
