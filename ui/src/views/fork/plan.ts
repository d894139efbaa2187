/** What the fork dialog would do, and what is still missing: pure, so that the button always says the truth. */
import type { ForkPlan } from "../../data/forks";
import type { HostPlace } from "../../data/places";
import type { HostRepository, Protocol, RepositoryId } from "../../host/api.gen";
import { forkWords } from "../../text/forks";

/** What the person filled in. */
export interface ForkForm {
  /** Key of the project; empty for the person's own, none while what was typed is no project. */
  readonly project: string | null;
  /** Empty: as before. */
  readonly name: string;
  readonly follows: boolean;
  readonly addsRemote: boolean;
  /** Empty: as suggested. */
  readonly remote: string;
  readonly clones: boolean;
}

/** A repository here that was cloned from the one that is forked. */
export interface Clone {
  readonly id: RepositoryId;
  readonly remotes: readonly string[];
  readonly protocol: Protocol;
}

export type Plan =
  { readonly ready: true; readonly fork: ForkPlan } | { readonly ready: false; readonly missing: string };

/** The remote is called as whoever owns the fork. */
export function suggestedRemote({ project }: ForkForm, user: string, taken: readonly string[]): string {
  const owner = (project || user).toLowerCase().replace(/[^\p{L}\p{N}._-]+/gu, "-");
  const plain = owner.replace(/^[-.]+/, "") || "fork";
  if (!taken.includes(plain)) return plain;
  let number = 2;
  while (taken.includes(`${plain}-${number}`)) number += 1;
  return `${plain}-${number}`;
}

export function planOf(
  place: HostPlace,
  user: string,
  form: ForkForm,
  clone: Clone | undefined,
  repository: HostRepository | undefined,
): Plan {
  if (!repository) return { ready: false, missing: forkWords.loading };
  if (form.project === null) return { ready: false, missing: forkWords.noProject };
  const name = form.name.trim() || null;
  const base = { place, project: form.project || null, name, follows: form.follows };
  if (!clone || !form.addsRemote) return { ready: true, fork: { ...base, remote: null } };
  const remote = form.remote.trim() || suggestedRemote(form, user, clone.remotes);
  if (clone.remotes.includes(remote)) return { ready: false, missing: forkWords.remoteTaken };
  return { ready: true, fork: { ...base, remote: { id: clone.id, name: remote, protocol: clone.protocol } } };
}
