/** History: refs, the commit list window by window, single commits. */
import { keepPreviousData, type QueryClient, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import type { Commit, Fault, RepositoryId, Row, Rows } from "../host/api.gen";
import { useHost } from "../host/context";
import type { Host } from "../host/host";
import { keyOf, useAnswer } from "./ask";
import { useSampled } from "./sampled";

/** Rows that are asked for at once. */
export const block = 200;
/** Rows read before they come into sight. */
const ahead = 60;
/** Milliseconds between two looks at where the person scrolls. */
const pause = 40;
/** Blocks nobody looks at are dropped after this, in milliseconds. */
const kept = 120_000;
/** Rows that are asked for at once while a commit is looked for. */
const stride = 4_000;

export interface CommitList {
  /** Undefined until the first rows are there. */
  readonly total: number | undefined;
  /** Lanes of the widest row of the whole list. */
  readonly lanes: number;
  /** Lanes of the widest row around here; changes from block to block, not from row to row. */
  readonly lanesHere: number;
  /** The row, where it was read. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly fault: Fault | null;
  readonly retry: () => void;
}

/** Branches, remotes, tags, stashes, submodules. */
export function useRefs(id: RepositoryId | null) {
  return useAnswer("get_refs", { id: id ?? "" }, { enabled: id !== null });
}

/** The same where there may be no repository in front. */
export function useRefsOf(id: RepositoryId | null) {
  return useAnswer("get_refs", { id: id ?? "" }, { enabled: id !== null });
}

/** One commit with its files; waits a moment while the choice still moves, and shows the last one until then. */
export function useCommit(id: RepositoryId, commit: string) {
  const host = useHost();
  const args = { id, commit: useSampled(commit, 60) };
  return useQuery<Commit, Fault>({
    queryKey: keyOf("get_commit", args),
    queryFn: () => host.call("get_commit", args),
    placeholderData: keepPreviousData,
  });
}

/** The commit list around the rows `first` to `last` (exclusive), which can be seen. */
export function useCommitList(id: RepositoryId, first: number, last: number): CommitList {
  const host = useHost();
  const client = useQueryClient();
  const around = useSampled(blocksOf(first, last), pause).split(" ").map(Number);
  // The top is always among them: it says how long the list is while the rest is still on its way.
  const answers = useQueries({
    queries: [...new Set([0, ...around])].map((start) => {
      const args = { id, start, count: block };
      return { queryKey: keyOf("get_rows", args), queryFn: () => host.call("get_rows", args), gcTime: kept };
    }),
  });
  const newest = answers.reduce(
    (a, b) => (b.data && (!a?.data || b.dataUpdatedAt > a.dataUpdatedAt) ? b : a),
    answers[0],
  );
  const revision = newest?.data?.revision;
  const torn = answers.filter(({ data, isFetching }) => data && !isFetching && data.revision !== revision).length;
  useEffect(() => {
    if (torn > 0 && revision !== undefined) refreshOlder(client, id, revision);
  }, [torn, client, id, revision]);

  const blocks = new Map(
    answers.flatMap(({ data }) => (data && data.revision === revision ? [[data.start, data.rows]] : [])),
  );
  const failed = answers.find(({ isError, data }) => isError && !data);
  return {
    total: newest?.data?.total,
    lanes: newest?.data?.lanes ?? 1,
    lanesHere: Math.max(1, ...answers.map(({ data }) => (data && around.includes(data.start) ? widest(data) : 1))),
    rowAt: (index) => blocks.get(index - (index % block))?.[index % block],
    fault: (failed?.error as Fault | undefined) ?? null,
    retry: () => answers.forEach((answer) => answer.isError && void answer.refetch()),
  };
}

/** Rows of another revision don't fit to the newest ones. */
function refreshOlder(client: QueryClient, id: RepositoryId, revision: string) {
  void client.invalidateQueries({
    predicate: ({ queryKey: [name, args], state }) =>
      name === "get_rows" &&
      (args as { id: string }).id === id &&
      (state.data as Rows | undefined)?.revision !== revision,
  });
}

const widths = new WeakMap<Rows, number>();

/** Lanes of the widest row of a block. */
function widest(block: Rows): number {
  const known = widths.get(block);
  if (known !== undefined) return known;
  const last = block.rows.map(({ lane, edges }) =>
    edges.reduce((most, { from, to }) => Math.max(most, from, to), lane),
  );
  const width = Math.max(0, ...last) + 1;
  widths.set(block, width);
  return width;
}

/** Starts of the blocks around a window, as a text: it is equal where nothing changed. */
export function blocksOf(first: number, last: number): string {
  const starts: number[] = [];
  const from = Math.max(0, first - ahead);
  for (let start = from - (from % block); start < Math.max(last + ahead, block); start += block) starts.push(start);
  return starts.join(" ");
}

/**
 * Finds the row of a commit: first among the rows at hand, then by reading the list from its top. Answers `undefined` where
 * the list does not hold it, or where `signal` says that nobody waits any more.
 */
export function useFindRow(id: RepositoryId): (commit: string, signal: AbortSignal) => Promise<number | undefined> {
  const host = useHost();
  const client = useQueryClient();
  return async (commit, signal) => rowAtHand(client, id, commit) ?? (await readFor(host, id, commit, signal));
}

/** Looks among the rows that were read; `undefined` where it isn't one of them. */
export function useRowAtHand(id: RepositoryId): (commit: string) => number | undefined {
  const client = useQueryClient();
  return (commit) => rowAtHand(client, id, commit);
}

function rowAtHand(client: QueryClient, id: RepositoryId, commit: string): number | undefined {
  for (const [key, rows] of client.getQueriesData<Rows>({ queryKey: ["get_rows"] })) {
    if ((key[1] as { id: string }).id !== id || rows === undefined) continue;
    const offset = rows.rows.findIndex((row) => row.commit === commit);
    if (offset >= 0) return rows.start + offset;
  }
  return undefined;
}

async function readFor(host: Host, id: RepositoryId, commit: string, signal: AbortSignal): Promise<number | undefined> {
  let start = 0;
  while (!signal.aborted) {
    const { rows, total } = await host.call("get_rows", { id, start, count: stride });
    const offset = rows.findIndex((row) => row.commit === commit);
    if (offset >= 0) return start + offset;
    start += rows.length;
    if (rows.length === 0 || start >= total) return undefined;
  }
  return undefined;
}
