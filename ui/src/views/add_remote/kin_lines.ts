/** The lines of the dialog: relatives of the repository under headings, then everything else on the host. */
import type { HostRepository, Kin } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import type { PickLine } from "../../parts/PickList";
import { remoteWords as words } from "../../text/remotes";

export interface KinLine extends PickLine {
  /** None for a heading. */
  readonly repository: HostRepository | undefined;
}

export function keyOf({ path }: HostRepository): string {
  return `${path.project}/${path.slug}`;
}

function lineOf(repository: HostRepository): KinLine {
  const { projectName, name, archived } = repository;
  const shown = `${visibleText(projectName)} / ${visibleText(name)}`;
  return { key: keyOf(repository), name: archived ? `${shown}, ${words.archivedMark}` : shown, repository };
}

function under(heading: string, repositories: readonly HostRepository[]): KinLine[] {
  if (repositories.length === 0) return [];
  return [
    { key: `heading ${heading}`, name: heading, heading: true, repository: undefined },
    ...repositories.map(lineOf),
  ];
}

/** `others` are searched already; relatives are few. */
export function kinLines(kin: Kin | undefined, others: readonly HostRepository[], sought: string): readonly KinLine[] {
  const parts = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ path, projectName, name }: HostRepository) => {
    const text = `${path.project} ${path.slug} ${projectName} ${name}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  };
  const relatives = [...(kin?.parent ? [kin.parent] : []), ...(kin?.forks ?? []), ...(kin?.related ?? [])];
  // The repository itself is there already, and nobody is named twice.
  const known = new Set([...relatives, ...(kin ? [kin.repository] : [])].map(keyOf));
  return [
    ...under(words.headings.parent, kin?.parent ? [kin.parent].filter(fits) : []),
    ...under(words.headings.forks, (kin?.forks ?? []).filter(fits)),
    ...under(words.headings.related, (kin?.related ?? []).filter(fits)),
    ...under(
      words.headings.others,
      others.filter((repository) => !known.has(keyOf(repository))),
    ),
  ];
}
