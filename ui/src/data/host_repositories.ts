/** Repositories on hosts: all an account may see, page by page, searchable before the last page is there. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import type {
  Account,
  AccountId,
  Fault,
  HostRepository,
  Page,
  Project,
  RepositoryPath,
  RepositoryScope,
} from "../host/api.gen";
import { useHost } from "../host/context";
import { visibleText } from "../parts/hostile";
import { type Haystack, haystack, joined } from "../parts/search";
import { createWords } from "../text/create";
import { keyOf, useAnswer } from "./ask";
import { useSettled } from "./sampled";

/** Wishes; the server may send fewer. The first page only has to fill the screen: what the person waits for is small. */
const firstPage = 100;
const pageSize = 1_000;
/** Milliseconds of rest before the server is asked about words that are being typed. */
const rest = 250;

export interface HostRepositories {
  /** What has arrived, ready to be searched; undefined until the first page is there. */
  readonly stack: Haystack<HostRepository> | undefined;
  /** True while further pages are on their way. */
  readonly isReading: boolean;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

/** All repositories of a scope: the first page as soon as it is there, the others behind it. */
export function useHostRepositories(account: AccountId, scope: RepositoryScope): HostRepositories {
  const host = useHost();
  const args = { account, scope };
  const list = useInfiniteQuery<
    Page<HostRepository>,
    Fault,
    Haystack<HostRepository>,
    readonly unknown[],
    string | null
  >({
    queryKey: keyOf("list_host_repositories", args),
    queryFn: ({ pageParam }) =>
      host.call("list_host_repositories", {
        ...args,
        limit: pageParam === null ? firstPage : pageSize,
        cursor: pageParam,
      }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => joined(pages.map(prepared)),
    staleTime: 300_000,
  });
  useEveryPage(list);
  return {
    stack: list.data,
    isReading: list.isFetching || list.hasNextPage,
    fault: list.error,
    retry: () => void (list.data ? list.fetchNextPage() : list.refetch()),
  };
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

/** What the server itself finds for some words: for the time until everything is here. */
export function useHostSearch(
  account: AccountId,
  scope: RepositoryScope,
  words: string,
  enabled: boolean,
): readonly HostRepository[] {
  const search = useSettled(words.trim(), rest);
  const { data } = useAnswer(
    "list_host_repositories",
    { account, scope, search },
    { enabled: enabled && search.length > 1 },
  );
  return search === words.trim() ? (data?.items ?? []) : [];
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
  const host = useHost();
  const list = useInfiniteQuery<Page<Project>, Fault, Project[], readonly unknown[], string | null>({
    queryKey: keyOf("list_projects", { account }),
    queryFn: ({ pageParam }) => host.call("list_projects", { account, cursor: pageParam }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 300_000,
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
  return useAnswer("list_host_branches", { account, repository, filter: filter === "" ? null : filter });
}
