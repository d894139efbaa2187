/** Words of Open anything. */
import type { FoundTarget } from "../host/api.gen";

/** What of a repository is meant; nothing where it is the repository itself. Hostile. */
function targetWords(target: FoundTarget): string | null {
  switch (target.kind) {
    case "repository":
      return null;
    case "revision":
      return target.name;
    case "commit":
      return `commit ${target.id.slice(0, 10)}`;
    case "file":
      return target.line === null ? target.path : `${target.path}, line ${target.line}`;
    case "pullRequest":
      return `pull request #${target.number}`;
  }
}

export const openingWords = {
  title: "Open anything",
  open: "Open anything…",
  field: "A name, a pasted page or clone address, PROJ/repo, PROJ/repo#12",
  begin: "Paste a page or clone address of a host, or write PROJ/repo or PROJ/repo#12.",
  none: "Nothing here is called so. Paste a page or clone address of a host, or write PROJ/repo or PROJ/repo#12.",
  pickFolder: "Choose a folder…",
  folder: (path: string) => `Open ${path}`,
  /** Hostile. */
  clone: (name: string, target: FoundTarget) => [`Open ${name}`, targetWords(target)].filter(Boolean).join(": "),
  /** The commit that is meant is not among those that were fetched. */
  notFetched: "not fetched yet; opens the repository",
  notSignedIn: "sign in to the host to see it",
  /** Hostile. */
  cloneHosted: (repository: string) => `Clone ${repository}`,
  from: (host: string) => `from ${host}`,
  notHere: (host: string) => `not on this computer yet; it is on ${host}`,
  host: (host: string) => `Clone from ${host}`,
  hostHint: "a page of this host, but of no repository",
  /** Hostile. */
  cloneAddress: (url: string) => `Clone ${url}`,
  addressHint: "of no host that you connected",
  connect: (url: string) => `Connect ${url}`,
  connectHint: "sign in to this host first, to see its pull requests too",
};
