/** Sample answers around a commit: people, earlier messages, identities and signatures. */
import type { Author, CommitOutlook, SignatureVerdict } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";
import { chance } from "./sample_graph";

const people: readonly Author[] = [
  { name: "Grace Hopper", email: "grace@example.org" },
  { name: "Barbara Liskov", email: "barbara@example.org" },
  { name: "Eve \u202Eecarg", email: "eve@example.org" },
];

const verdicts: readonly SignatureVerdict[] = [
  "good",
  "good",
  "unknownKey",
  "uncertified",
  "expired",
  "revoked",
  "bad",
  "unchecked",
];

/** What these answers add to others. */
export interface SampleCommits {
  readonly answers: Pick<
    Answers,
    "list_people" | "list_messages" | "keep_message" | "use_identity" | "check_signature"
  >;
  readonly outlookOf: (id: string) => Pick<CommitOutlook, "author" | "expected" | "signOff" | "signing">;
  /** A commit was tried. */
  readonly tried: (id: string, message: string, signOff: boolean) => void;
}

/** Ada commits from home in `repository-web-shop`, whose host knows her by another address. */
export function sampleCommits(host: MemoryHost): SampleCommits {
  const authors = new Map<string, Author>();
  const messages = new Map<string, string[]>([
    ["repository-billing", ["Keep the old rounding for invoices that were sent\n\nThe law wants it.", "Round sums"]],
  ]);
  const signedOff = new Set<string>();
  const changed = (id: string) => void host.emit({ kind: "repositoryChanged", id });
  const keep = (id: string, message: string) =>
    messages.set(id, [message, ...(messages.get(id) ?? []).filter((other) => other !== message)]);
  return {
    outlookOf: (id) => {
      const atWork = { name: "Ada Lovelace", email: "ada@example.org" };
      const own = id === "repository-web-shop" ? { name: "Ada", email: "ada@home.example" } : atWork;
      const author = authors.get(id) ?? own;
      const fits = author.email === atWork.email;
      const expected = fits ? null : { host: "git.example.org", author: atWork, signingKey: null };
      return { author, expected, signOff: signedOff.has(id), signing: false };
    },
    tried: (id, message, signOff) => {
      keep(id, message);
      if (signOff) signedOff.add(id);
      else signedOff.delete(id);
    },
    answers: {
      list_people: () => [...people],
      list_messages: ({ id }) => messages.get(id) ?? [],
      keep_message: ({ id, message }) => {
        keep(id, message);
        return null;
      },
      use_identity: ({ id, author }) => {
        authors.set(id, author);
        changed(id);
        return null;
      },
      check_signature: ({ commit }) => {
        const verdict = verdicts[Math.floor(chance(Number.parseInt(commit.slice(0, 6), 16) + 9) * verdicts.length)];
        return {
          verdict: verdict ?? "good",
          signer: verdict === "unknownKey" || verdict === "unchecked" ? null : "Ada Lovelace <ada@example.org>",
          key: "4F2A9C1B7D3E8A605C14",
          detail: "gpg: is not installed",
        };
      },
    },
  };
}
