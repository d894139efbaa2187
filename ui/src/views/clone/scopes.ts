/** Which repositories of a host are listed, as the drop-down knows them; and repositories as lines. */
import type { HostRepository, RepositoryScope } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import type { PickLine } from "../../parts/PickList";
import { cloneWords as words } from "../../text/clone";

export const fixedScopes = [
  { id: "all", label: words.all },
  { id: "personal", label: words.personal },
  { id: "recent", label: words.recent },
];

/** `all`, `personal`, `recent` or `project:KEY`. */
export function scopeOf(id: string): RepositoryScope {
  if (id.startsWith("project:")) return { kind: "project", key: id.slice("project:".length) };
  return id === "personal" || id === "recent" ? { kind: id } : { kind: "all" };
}

export interface HostRepositoryLine extends PickLine {
  readonly repository: HostRepository;
}

export function keyOfRepository({ path }: HostRepository): string {
  return `${path.project}/${path.slug}`;
}

// Thousands of lines at each keystroke: every one is made once.
const lines = new WeakMap<HostRepository, HostRepositoryLine>();

export function repositoryLine(repository: HostRepository): HostRepositoryLine {
  const line = lines.get(repository) ?? { key: keyOfRepository(repository), name: nameOf(repository), repository };
  lines.set(repository, line);
  return line;
}

/** What a screen reader says for a repository. */
function nameOf({ projectName, name, archived, public: open, forkedFrom }: HostRepository): string {
  const marks = [open ? words.public : words.private];
  if (archived) marks.push(words.archivedMark);
  if (forkedFrom) marks.push(words.fork(visibleText(`${forkedFrom.project}/${forkedFrom.slug}`)));
  return [`${visibleText(projectName)} / ${visibleText(name)}`, ...marks].join(", ");
}

/** What was found here, and behind it what only the server found so far. */
export function together(
  here: readonly HostRepository[],
  server: readonly HostRepository[],
): readonly HostRepository[] {
  if (server.length === 0) return here;
  const known = new Set(here.map(keyOfRepository));
  return [...here, ...server.filter((repository) => !known.has(keyOfRepository(repository)))];
}
