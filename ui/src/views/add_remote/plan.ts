/** What the dialog would add, and what is still missing: pure, so that the button always says the truth. */
import type { AccountId, AddRemote, CloneSource, HostRepository, Protocol, RepositoryId } from "../../host/api.gen";
import { remoteWords } from "../../text/remotes";

/** What the person filled in. */
export interface RemoteForm {
  readonly url: string;
  /** Empty: as suggested. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly pushUrl: string;
  readonly fetches: boolean;
}

/** Where the remote leads. */
export type Target =
  | { readonly kind: "url" }
  | { readonly kind: "account"; readonly account: AccountId; readonly repository: HostRepository | undefined };

export type Plan =
  { readonly ready: true; readonly request: AddRemote } | { readonly ready: false; readonly missing: string };

/** Whose it is: that tells remotes of one repository apart. */
export function suggestedName(form: RemoteForm, target: Target, taken: readonly string[]): string {
  const own = target.kind === "account" ? (target.repository?.path.project ?? "") : ownerIn(form.url);
  const plain = own
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  if (plain === "" || !taken.includes(plain)) return plain;
  let number = 2;
  while (taken.includes(`${plain}-${number}`)) number += 1;
  return `${plain}-${number}`;
}

/** The last part but one of an address. */
function ownerIn(url: string): string {
  const path = url
    .trim()
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "");
  return path.split(/[/:]/).filter(Boolean).at(-2) ?? "";
}

/** The protocol that is wished for, or the one that there is. */
export function protocolOf(repository: HostRepository | undefined, wish: Protocol): Protocol {
  const offered = repository?.cloneUrls.map(({ protocol }) => protocol) ?? [];
  return offered.length === 0 || offered.includes(wish) ? wish : (offered[0] ?? wish);
}

export function planOf(id: RepositoryId, form: RemoteForm, target: Target, taken: readonly string[]): Plan {
  const { missing } = remoteWords;
  const source = sourceOf(form, target);
  if (!source) return { ready: false, missing: target.kind === "url" ? missing.url : missing.repository };
  const name = form.name.trim() || suggestedName(form, target, taken);
  if (name === "") return { ready: false, missing: missing.name };
  if (taken.includes(name)) return { ready: false, missing: missing.nameTaken };
  return { ready: true, request: { id, name, source, pushUrl: form.pushUrl.trim() || null } };
}

function sourceOf(form: RemoteForm, target: Target): CloneSource | undefined {
  if (target.kind === "url") return form.url.trim() === "" ? undefined : { kind: "url", url: form.url.trim() };
  const { account, repository } = target;
  if (!repository) return undefined;
  return { kind: "hosted", account, path: repository.path, protocol: protocolOf(repository, form.protocol) };
}
