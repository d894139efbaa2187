/** Words of the preferences, section by section, and what their search finds. */
import type { Theme } from "../host/api.gen";

export type SectionName = "general" | "profiles" | "ssh" | "integrations" | "commit" | "appearance" | "network";

export const preferenceWords = {
  title: "Preferences",
  close: "Close preferences",
  search: "Search preferences",
  results: "Found settings",
  noResults: "No setting fits these words",
  sections: "Sections",
};

export const sectionNames: Record<SectionName, string> = {
  general: "General",
  profiles: "Profiles",
  ssh: "SSH",
  integrations: "Integrations",
  commit: "Commit",
  appearance: "Appearance",
  network: "Network",
};

/** What the search finds: a label as it stands in the section, and other words people may use for it. */
export const findable: { section: SectionName; label: string; also: string }[] = [
  { section: "general", label: "Clone folder", also: "directory path where to default location" },
  { section: "general", label: "Clone with", also: "https ssh protocol" },
  { section: "profiles", label: "Profiles", also: "identity name email author colour switch account user" },
  { section: "ssh", label: "Default SSH key", also: "agent private identity" },
  { section: "ssh", label: "Generate SSH key", also: "new ed25519 public clipboard" },
  {
    section: "integrations",
    label: "Bitbucket Server / Data Center",
    also: "host connect sign in token access pat account",
  },
  { section: "integrations", label: "Access token", also: "permissions expiry login password" },
  { section: "integrations", label: "Certificate", also: "tls ssl ca authority trust pin pem" },
  { section: "integrations", label: "SSH key of a host", also: "generate upload" },
  { section: "commit", label: "Who commits where", also: "identity rule name email author host signing key" },
  { section: "appearance", label: "Theme", also: "dark light high contrast colours" },
  { section: "appearance", label: "Zoom", also: "size font larger smaller" },
  { section: "appearance", label: "Compact rows", also: "density height" },
  { section: "network", label: "Proxy", also: "http socks5 environment none" },
];

export const themeNames: Record<Theme, string> = {
  system: "As the desktop",
  dark: "Dark",
  light: "Light",
  highContrast: "High contrast",
};

export const generalWords = {
  intro: "Where clones go unless you say otherwise.",
  folder: "Clone folder",
  browse: "Browse…",
  pick: "Choose the folder for clones",
  protocol: "Clone with",
  https: "HTTPS",
  httpsText: "Through Bough, with the account's token",
  ssh: "SSH",
  sshText: "Through your OpenSSH, with your keys",
};

export const appearanceWords = {
  intro: "Changes apply at once.",
  theme: "Theme",
  zoom: "Zoom",
  percent: (zoom: number) => `${zoom} %`,
  rows: "Rows",
  compact: "Compact rows",
  compactText: "22 instead of 28 pixels high in the graph and in lists",
};

export const networkWords = {
  intro: "How Bough's own requests leave this computer. SSH follows your OpenSSH configuration.",
  proxy: "Proxy",
  system: "As the desktop says",
  systemText: "HTTPS_PROXY and NO_PROXY first, then the desktop's setting",
  none: "No proxy",
  noneText: "All servers are reached straight",
  manual: "This proxy",
  manualText: "http, https or socks5",
  url: "Proxy address",
  urlHint: "Such as http://proxy.example.org:3128, without a password",
  urlWrong: "Begin with http://, https:// or socks5://, and leave out user name and password.",
  except: "Reach straight",
  exceptHint: "Hosts separated by commas, such as localhost, .example.org",
  apply: "Use this proxy",
  certificates: "Certificates",
  certificatesText:
    "Bough trusts whom your operating system trusts. An authority of your own, or one certificate, is trusted per host:",
  toIntegrations: "Open Integrations",
};

export const profilePaneWords = {
  intro:
    "A profile holds who you are, your accounts, your SSH key and your open tabs. Switching changes them all at once.",
  active: "In use",
  add: "Add profile",
  newName: "New profile",
  name: "Profile name",
  author: "Author name",
  email: "Author e-mail",
  color: "Colour",
  colorNames: ["Green", "Blue", "Amber", "Violet", "Teal", "Orange", "Pink", "Lime"],
  save: "Save",
  create: "Create profile",
  cancel: "Cancel",
  use: "Switch to this profile",
  remove: "Remove profile",
  removeTitle: (name: string) => `Remove the profile ${name}?`,
  removeText: "Its accounts are signed out and their tokens are deleted from the keychain. Your repositories stay.",
  removeYes: "Remove",
  last: "the last profile stays",
  nameMissing: "A profile needs a name.",
};

export const sshPaneWords = {
  intro: "Which key your OpenSSH is given. A host may have its own key; that one goes first.",
  precedence: "Order in which keys are chosen",
  host: "The host's own key",
  profile: "The profile's default key",
  agent: "SSH agent and your OpenSSH configuration",
  default: "Default SSH key",
  agentChoice: "SSH agent",
  agentText: "Nothing of ours: the agent, ssh_config and OpenSSH's defaults",
  keys: "Keys in ~/.ssh",
  noKeys: "No keys yet",
  noKeysText: "Generate one, then add its public part to your account on the server.",
  generate: "Generate SSH key and copy to clipboard",
  newKey: "New key",
  passphrase: "Passphrase (optional)",
  passphraseHint: "You'll be asked for it when the key is used. It can't be recovered.",
  copyPublic: "Copy public key",
  encrypted: "With passphrase",
  plain: "Without passphrase",
  generated: "SSH key generated and copied",
  generatedText: "Paste the public key into your account on the server.",
  copied: "Public key copied",
};
