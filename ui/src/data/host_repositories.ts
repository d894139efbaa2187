/** Repositories on hosts: all an account may see, page by page, searchable before the last page is there. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import type {
  Account,
  AccountId,
  Fault,
  HostRepository,
  ListHostRepositories,
  ListProjects,
  Page,
  Project,
  RepositoryPath,
  RepositoryScope,
  Seen,
} from "../host/api.gen";
import { useHost } from "../host/context";
import { visibleText } from "../parts/hostile";
import { type Haystack, haystack, joined } from "../parts/search";
import { createWords } from "../text/create";
import { type Asking, keyOf, useAnswer } from "./ask";
import { useSettled } from "./sampled";
import { isSilence, passing, type Sight, sightOf, useSeenAnswer } from "./seen";

/** Wishes; the server may send fewer. The first page only has to fill the screen: what the person waits for is small. */
const firstPage = 100;
const pageSize = 1_000;
/** Milliseconds of rest before the server is asked about words that are being typed. */
const rest = 250;

export interface HostRepositories {
  /** What has arrived or was seen before, ready to be searched; undefined until there is any. */
  readonly stack: Haystack<HostRepository> | undefined;
  /** How old it is, where it is not from now. */
  readonly sight: Sight | undefined;
  /** True while further pages are on their way. */
  readonly isReading: boolean;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

/**
 * All repositories of a scope: what was seen before at once, and in its stead what the host says as soon as that is as long: the list
 * doesn't shrink and grow again under the person's eyes. Without the former the first page as soon as it is there, the others behind it.
 */
export function useHostRepositories(account: AccountId, scope: RepositoryScope): HostRepositories {
  const list = useStack({ account, scope });
  // A host that fell silent on a later page has told less than was seen; any other fault is shown with what there is.
  const silence = isSilence(list.error) ? list.error : null;
  const isShort = list.isPending || silence !== null || (list.hasNextPage && !list.error);
  const before = useStack({ account, scope, atOnce: true }, { enabled: isShort, ...passing });
  const seen = isShort && longer(before.data, list.data) ? old(before.data, silence) : undefined;
  const retry = () => void (list.data ? list.fetchNextPage() : list.refetch());
  const again = () => void list.refetch();
  return {
    stack: seen?.stack ?? list.data?.stack,
    sight: sightOf(seen ?? list.data, list.isFetching, again),
    isReading: list.isFetching || list.hasNextPage,
    // The age says it already.
    fault: seen && silence ? null : list.error,
    retry,
  };
}

/** What has arrived of a list. */
interface Arrived {
  readonly stack: Haystack<HostRepository>;
  /** The age of its first page. */
  readonly seen: Seen | undefined;
}

/** What was seen, with why the host was not heard. */
function old(arrived: Arrived | undefined, silence: Fault | null): Arrived | undefined {
  return arrived?.seen && { ...arrived, seen: { ...arrived.seen, because: silence } };
}

function longer(one: Arrived | undefined, other: Arrived | undefined): boolean {
  return one !== undefined && one.stack.items.length > (other?.stack.items.length ?? 0);
}

function useStack(args: Omit<ListHostRepositories, "cursor" | "limit">, options: Asking = {}) {
  const host = useHost();
  const list = useInfiniteQuery<Page<HostRepository>, Fault, Arrived, readonly unknown[], string | null>({
    queryKey: keyOf("list_host_repositories", args),
    queryFn: ({ pageParam }) =>
      host.call("list_host_repositories", {
        ...args,
        limit: pageParam === null ? firstPage : pageSize,
        cursor: pageParam,
      }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({ stack: joined(pages.map(prepared)), seen: pages[0]?.seen ?? undefined }),
    staleTime: 300_000,
    ...options,
  });
  useEveryPage(list);
  return list;
}

interface PagedList {
  readonly data: unknown;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Reads on until the last page is there; a fault stops it. */
function useEveryPage({ data, hasNextPage, isFetching, isError, fetchNextPage }: PagedList) {
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) fetchNextPage();
    // A page may come so fast that nobody sees it being fetched: then only `data` is another.
  }, [data, hasNextPage, isFetching, isError, fetchNextPage]);
}

/** What of a host is searched besides the list that is here: the host itself, what of it was ever seen, or nothing. */
export type Searched = "host" | "seen" | "nothing";

/** What is found for some words where not everything is here: what was seen at each key, what the host finds at each rest. */
export function useHostSearch(
  account: AccountId,
  scope: RepositoryScope,
  words: string,
  where: Searched,
): readonly HostRepository[] {
  const sought = words.trim();
  const search = useSettled(sought, rest);
  const asked = useAnswer(
    "list_host_repositories",
    { account, scope, search },
    { enabled: where === "host" && search.length > 1 },
  );
  const seen = useAnswer(
    "list_host_repositories",
    { account, scope, search: sought, atOnce: true },
    { enabled: where !== "nothing" && sought.length > 1, ...passing },
  );
  const fresh = search === sought && where === "host" ? asked.data : undefined;
  return fresh?.items ?? seen.data?.items ?? [];
}

// Each page is prepared once, whatever arrives after it.
const stacks = new WeakMap<Page<HostRepository>, Haystack<HostRepository>>();

function prepared(page: Page<HostRepository>): Haystack<HostRepository> {
  const known = stacks.get(page);
  if (known) return known;
  const stack = haystack(
    page.items,
    ({ path, projectName, name }) => `${path.project} ${path.slug} ${projectName} / ${name}`,
  );
  stacks.set(page, stack);
  return stack;
}

/** Projects an account may see, all of them. */
export function useProjects(account: AccountId) {
  const list = useProjectPages({ account });
  const before = useProjectPages({ account, atOnce: true }, { enabled: list.isPending, ...passing });
  const shown = list.isPending ? before : list;
  return { data: shown.data, isPending: shown.isPending };
}

function useProjectPages(args: Omit<ListProjects, "cursor">, options: Asking = {}) {
  const host = useHost();
  const list = useInfiniteQuery<Page<Project>, Fault, Project[], readonly unknown[], string | null>({
    queryKey: keyOf("list_projects", args),
    queryFn: ({ pageParam }) => host.call("list_projects", { ...args, cursor: pageParam }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 300_000,
    ...options,
  });
  useEveryPage(list);
  return list;
}

/** Where an account may make repositories, to be chosen from: its own place, named by an empty id, and the shared projects. */
export function useHomes({ id, user }: Account) {
  const projects = useProjects(id);
  const shared = (projects.data ?? []).filter(({ personal }) => !personal);
  const choices = [
    { id: "", label: createWords.own(visibleText(user.displayName)) },
    ...shared.map(({ key, name }) => ({
      id: key,
      label: createWords.projectNamed(visibleText(name), visibleText(key)),
    })),
  ];
  return { choices, isPending: projects.isPending };
}

/** Branches of a repository on a host that contain some words; the default branch is among the first. */
export function useHostBranches(account: AccountId, repository: RepositoryPath, words: string) {
  const filter = useSettled(words.trim(), rest);
  return useSeenAnswer("list_host_branches", { account, repository, filter: filter === "" ? null : filter });
}
