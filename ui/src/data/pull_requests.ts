/** Pull requests: on the server, so they are asked for again now and then; no event tells of them. */
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";

import type {
  AccountId,
  Fault,
  ListPullRequests,
  Page,
  PullRequest,
  PullRequestFilter,
  RepositoryPath,
} from "../host/api.gen";
import { useHost } from "../host/context";
import { keyOf } from "./ask";
import { passing, type Sight, sightOf, useSeenAnswer } from "./seen";

/** Milliseconds after which somebody who looks gets fresh ones. */
const fresh = 120_000;

export interface PullRequestList {
  /** Undefined while the first page is on its way and none was seen before. */
  readonly pullRequests: readonly PullRequest[] | undefined;
  /** How old they are, where they are not from now. */
  readonly sight: Sight | undefined;
  readonly fault: Fault | null;
  readonly isFetching: boolean;
  readonly refresh: () => void;
  /** Reads the next page; undefined where there is none. */
  readonly more: (() => void) | undefined;
}

/** Pull requests of an account, newest first. Nothing is asked while it is not enabled. */
export function usePullRequests(account: AccountId, filter: PullRequestFilter, enabled: boolean): PullRequestList {
  const args = { account, filter };
  const list = usePages(args, { enabled, staleTime: fresh, refetchInterval: fresh, refetchOnWindowFocus: true });
  const before = usePages({ ...args, atOnce: true }, { enabled: enabled && list.isPending, ...passing });
  const shown = list.isPending ? before : list;
  const refresh = () => void list.refetch();
  return {
    pullRequests: shown.data?.pages.flatMap(({ items }) => items),
    sight: sightOf(shown.data?.pages[0], list.isFetching, refresh),
    fault: list.error,
    isFetching: list.isFetching,
    refresh,
    more: shown.hasNextPage && !shown.isFetchingNextPage ? () => void shown.fetchNextPage() : undefined,
  };
}

interface Refreshing {
  enabled: boolean;
  staleTime?: number;
  refetchInterval?: number;
  refetchOnWindowFocus?: boolean;
  gcTime?: number;
}

function usePages(args: Omit<ListPullRequests, "cursor">, options: Refreshing) {
  const host = useHost();
  return useInfiniteQuery<Page<PullRequest>, Fault, InfiniteData<Page<PullRequest>>, readonly unknown[], string | null>(
    {
      queryKey: keyOf("list_pull_requests", args),
      queryFn: ({ pageParam }) => host.call("list_pull_requests", { ...args, cursor: pageParam }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      ...options,
    },
  );
}

/** One pull request; the server is asked whether its source branch is still there. */
export function usePullRequest(account: AccountId, repository: RepositoryPath, number: number) {
  return useSeenAnswer("get_pull_request", { account, repository, number });
}
