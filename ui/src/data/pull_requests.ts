/** Pull requests: on the server, so they are asked for again now and then; no event tells of them. */
import { useInfiniteQuery } from "@tanstack/react-query";

import type { AccountId, Fault, Page, PullRequest, PullRequestFilter, RepositoryPath } from "../host/api.gen";
import { useHost } from "../host/context";
import { keyOf, useAnswer } from "./ask";

/** Milliseconds after which somebody who looks gets fresh ones. */
const fresh = 120_000;

export interface PullRequestList {
  /** Undefined while the first page is on its way. */
  readonly pullRequests: readonly PullRequest[] | undefined;
  readonly fault: Fault | null;
  readonly isFetching: boolean;
  readonly refresh: () => void;
  /** Reads the next page; undefined where there is none. */
  readonly more: (() => void) | undefined;
}

/** Pull requests of an account, newest first. Nothing is asked while it is not enabled. */
export function usePullRequests(account: AccountId, filter: PullRequestFilter, enabled: boolean): PullRequestList {
  const host = useHost();
  const args = { account, filter };
  const list = useInfiniteQuery<Page<PullRequest>, Fault, PullRequest[], readonly unknown[], string | null>({
    queryKey: keyOf("list_pull_requests", args),
    queryFn: ({ pageParam }) => host.call("list_pull_requests", { ...args, cursor: pageParam }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    enabled,
    staleTime: fresh,
    refetchInterval: fresh,
    refetchOnWindowFocus: true,
  });
  return {
    pullRequests: list.data,
    fault: list.error,
    isFetching: list.isFetching,
    refresh: () => void list.refetch(),
    more: list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined,
  };
}

/** One pull request; the server is asked whether its source branch is still there. */
export function usePullRequest(account: AccountId, repository: RepositoryPath, number: number) {
  return useAnswer("get_pull_request", { account, repository, number });
}
