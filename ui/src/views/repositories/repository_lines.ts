/** The lines of the Repositories tab: favourites, then what was opened last. */
import type { KnownRepository } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import type { PickLine } from "../../parts/PickList";
import { type Haystack, haystack, search } from "../../parts/search";
import { repositoriesWords } from "../../text/repositories";

export interface RepositoryLine extends PickLine {
  /** Undefined for a heading. */
  readonly repository: KnownRepository | undefined;
}

/** Prepares the known repositories to be searched by name and folder. */
export function knownStack(known: readonly KnownRepository[]): Haystack<KnownRepository> {
  return haystack(known, ({ path, name }) => `${path} / ${name}`);
}

/** Without words: two groups in the order of the core, last opened first. With words: the best match first, in one list. */
export function repositoryLines(stack: Haystack<KnownRepository>, words: string): RepositoryLine[] {
  const found = search(stack, words);
  if (words.trim() !== "") return found.map(lineOf);
  const favourites = found.filter(({ favourite }) => favourite);
  const others = found.filter(({ favourite }) => !favourite);
  return [
    ...(favourites.length > 0 ? [heading("favourites")] : []),
    ...favourites.map(lineOf),
    ...(others.length > 0 ? [heading("recent")] : []),
    ...others.map(lineOf),
  ];
}

function heading(id: "favourites" | "recent"): RepositoryLine {
  return { key: id, name: repositoriesWords[id], heading: true, repository: undefined };
}

function lineOf(repository: KnownRepository): RepositoryLine {
  const { id, name, path, missing, favourite } = repository;
  const words = [visibleText(name), visibleText(path)];
  if (favourite) words.push(repositoriesWords.favourite);
  if (missing) words.push(repositoriesWords.missing);
  return { key: id, name: words.join(", "), repository };
}
