/** One sample of every kind of question. */
import type { Ask, CertificateView } from "./api.gen";

export const sampleCertificate: CertificateView = {
  host: "git.example.org",
  why: "unknownIssuer",
  subject: "CN=git.example.org, O=Example Works",
  issuer: "CN=Example Works Issuing CA 3, O=Example Works",
  names: ["git.example.org", "bitbucket.example.org"],
  notBefore: "2026-01-01T00:00:00Z",
  notAfter: "2027-01-01T00:00:00Z",
  sha256: Array.from({ length: 32 }, (_, index) => (index * 7 + 16).toString(16).toUpperCase().padStart(2, "0")).join(
    ":",
  ),
  authority: {
    name: "CN=Example Works Root CA",
    sha256: Array.from({ length: 32 }, (_, index) =>
      (255 - index * 5).toString(16).toUpperCase().padStart(2, "0"),
    ).join(":"),
  },
};

export const sampleFingerprint = "SHA256:Jh5kQ3xT0Vn0mP8bC2rQ9aW4eXyZ1uI6oLsDfGhJkMQ";

export const sampleAsks: Ask[] = [
  {
    kind: "hostKey",
    host: "git.example.org:7999",
    keyType: "ED25519",
    fingerprint: sampleFingerprint,
    expected: sampleFingerprint,
  },
  { kind: "passphrase", key: "/home/ada/.ssh/id_ed25519" },
  { kind: "other", text: "Verification code:" },
  { kind: "certificate", certificate: sampleCertificate },
  { kind: "signIn", host: "host-work", name: "git.example.org", form: "loopback", wrong: false },
];
