/** What the clone dialog would do, and what is still missing: pure, so that the button always says the truth. */
import type { CloneRepository, CloneSource, HostRepository, Protocol } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import { cloneWords } from "../../text/clone";

/** What the person filled in. */
export interface CloneForm {
  readonly url: string;
  readonly folder: string;
  /** Empty: as the repository is called. */
  readonly name: string;
  readonly protocol: Protocol;
  /** Empty: the default branch. */
  readonly branch: string;
  readonly history: "whole" | "newest";
  readonly depth: string;
  readonly submodules: boolean;
}

/** Where the clone comes from. */
export type Origin =
  | { readonly kind: "url" }
  | { readonly kind: "account"; readonly account: string; readonly repository: HostRepository | undefined };

/** Either a request with the words of the button, or what is missing. */
export type Plan =
  | { readonly ready: true; readonly request: CloneRepository; readonly label: string }
  | { readonly ready: false; readonly missing: string };

/** The last part of an address, as `git clone` would name the folder. */
export function nameFromUrl(url: string): string {
  const path = url
    .trim()
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/i, "");
  const last = path.split(/[/:]/).at(-1) ?? "";
  return /^[a-z]+:\/\/[^/]*$/i.test(path) ? "" : last;
}

/** True for `https://…`, `http://…`, `ssh://…` and `user@host:path`. */
export function looksLikeUrl(url: string): boolean {
  const address = url.trim();
  return /^(https?|ssh):\/\/[^\s/]+\/\S+$/i.test(address) || /^[^\s/:@]+@[^\s/:]+:\S+$/.test(address);
}

/** The name of the folder where the person wrote none. */
export function suggestedName(form: CloneForm, origin: Origin): string {
  return origin.kind === "url" ? nameFromUrl(form.url) : (origin.repository?.path.slug ?? "");
}

/** The protocol a repository can really be cloned by: the wish, or the only one there is. */
export function protocolFor(repository: HostRepository | undefined, wish: Protocol): Protocol {
  const offered = repository?.cloneUrls.map(({ protocol }) => protocol) ?? [];
  return offered.length === 0 || offered.includes(wish) ? wish : (offered[0] ?? wish);
}

export function planOf(form: CloneForm, origin: Origin): Plan {
  const missing = missingOf(form, origin);
  if (missing !== undefined) return { ready: false, missing };
  const name = form.name.trim() || suggestedName(form, origin);
  const branch = form.branch.trim();
  const shown = visibleText(origin.kind === "url" ? name : (origin.repository?.name ?? name));
  return {
    ready: true,
    label: branch === "" ? cloneWords.button(shown) : cloneWords.buttonBranch(shown, visibleText(branch)),
    request: {
      source: sourceOf(form, origin),
      folder: form.folder.trim(),
      name,
      branch: branch === "" ? null : branch,
      depth: form.history === "whole" ? null : Number(form.depth),
      submodules: form.submodules,
    },
  };
}

function missingOf(form: CloneForm, origin: Origin): string | undefined {
  const { missing } = cloneWords;
  if (origin.kind === "url" && form.url.trim() === "") return missing.url;
  if (origin.kind === "url" && !looksLikeUrl(form.url)) return missing.urlOdd;
  if (origin.kind === "account" && !origin.repository) return missing.repository;
  if (form.folder.trim() === "") return missing.folder;
  const name = form.name.trim() || suggestedName(form, origin);
  if (name === "") return missing.name;
  if (/[/\\]/.test(name) || name === "." || name === "..") return missing.nameOdd;
  if (form.history === "newest" && !/^[1-9]\d{0,8}$/.test(form.depth.trim())) return missing.depth;
  return undefined;
}

function sourceOf(form: CloneForm, origin: Origin): CloneSource {
  if (origin.kind === "account" && origin.repository) {
    const { path } = origin.repository;
    return { kind: "hosted", account: origin.account, path, protocol: protocolFor(origin.repository, form.protocol) };
  }
  return { kind: "url", url: form.url.trim() };
}
