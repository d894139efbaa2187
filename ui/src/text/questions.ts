/** Words of questions: host keys, passphrases, certificates. */
export const hostKeyWords = {
  title: (host: string) => `Is this ${host}?`,
  intro:
    "You connect to this server over SSH for the first time. Compare its key with the one you were given; only then can you be sure that nobody stands in between.",
  host: "Server",
  keyType: "Key type",
  fingerprint: "Fingerprint it shows",
  expected: "Fingerprint its website names",
  matches: "Both are the same.",
  differs: "They differ. Don't go on before you have asked the administrator.",
  compare: "Compare with the fingerprint you were given",
  compareHint: "Paste it here; spaces and the prefix don't matter. This is optional.",
  compareSame: "It is the same.",
  compareOther: "It is another fingerprint.",
  accept: "Trust this key",
  refuse: "Don't connect",
  blocked: "the fingerprints differ",
};

export const passphraseWords = {
  title: "Passphrase needed",
  label: (key: string) => `Passphrase of ${key}`,
  hint: "It is handed to OpenSSH and not kept.",
  unlock: "Unlock",
  cancel: "Cancel",
};

export const signInWords = {
  title: (host: string) => `${host} waits for you in the browser`,
  loopback: "Allow Bough there, and it goes on here by itself.",
  page: "Allow Bough there. Then copy the address of the page where you end, and paste it here at once: it is good for ten seconds.",
  pasteInstead: "Address where you ended (only if nothing happens here)",
  pasteInsteadHint: "If the browser runs on another computer, copy the address from its address bar.",
  paste: "Address where you ended",
  wrong: "This was not the address of the answer. Copy it as a whole from the address bar.",
  open: "Open the page again",
  send: "Go on",
  cancel: "Cancel",
};

export const otherWords = {
  title: "The server asks something",
  hint: "These are the server's own words. Bough never answers them by itself.",
  label: "Your answer",
  send: "Send",
  cancel: "Cancel",
};

export const trustWords = {
  title: (host: string) => `Do you trust ${host}?`,
  intro: "Nothing was sent to this server yet. Compare the fingerprint with the one its administrator gives you.",
  subject: "Made out for",
  issuer: "Signed by",
  names: "Good for",
  valid: "Valid",
  until: "to",
  sha256: "SHA-256 fingerprint",
  chain: "Topmost authority it came with",
  authoritySha: "Authority's SHA-256",
  noAuthority: "The server sent no authority along.",
  compare: "Compare with the fingerprint you were given",
  compareHint: "Paste it here; spaces, colons and case don't matter. This is optional.",
  compareSame: "It is the same.",
  compareAuthority: "It is the authority's.",
  compareOther: "It is neither of the two.",
  how: "How to trust it",
  authority: "Trust this authority for this host",
  authorityText: "Also certificates it signs for this host later. Good where your company has its own authority.",
  pin: "Trust only this certificate",
  pinText: "You'll be asked again when the server gets a new one.",
  file: "Trust the certificates in a file…",
  fileText: "A PEM file with your company's authority.",
  pickFile: "Choose a certificate file (PEM)",
  trust: "Trust",
  refuse: "Don't connect",
  chooseFirst: "choose how to trust it first",
  blocked: "the fingerprints differ",
  onlyThisHost: "The choice holds for this host only and can be changed in Preferences, Integrations.",
};
