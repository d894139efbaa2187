/** The pull requests of the side bar: three saved filters, each asked for when its section is open. */
import { useHosts } from "../../../data/hosts";
import { usePlaces } from "../../../data/places";
import { type PullRequestList, usePullRequests } from "../../../data/pull_requests";
import { useRemoteAccounts } from "../../../data/repositories";
import type { Sight } from "../../../data/seen";
import type { PullRequest, RemoteAccount, RepositoryId, RepositoryPath } from "../../../host/api.gen";
import { useNow } from "../../../parts/clock";
import { visibleText } from "../../../parts/hostile";
import { age } from "../../../parts/RelativeTime";
import { describeFault } from "../../../text/faults";
import {
  noPullRequests,
  pullRequestWords,
  type SavedFilter,
  savedFilterWords,
  stateWords,
  verdictWords,
} from "../../../text/pull_requests";
import { seenWords, silentHost } from "../../../text/seen";
import { line, section, type SideLine, type SideState } from "./side_lines";

const filters: readonly SavedFilter[] = ["mine", "toReview", "open"];

export interface PullRequestLines {
  readonly lines: (state: SideState) => SideLine[];
  /** Asks the server again; undefined where there is none to ask. */
  readonly refresh: (() => void) | undefined;
  readonly isFetching: boolean;
}

export function usePullRequestLines(id: RepositoryId, isOpen: boolean): PullRequestLines {
  const remotes = useRemoteAccounts(id);
  const { data: hosts = [] } = useHosts();
  const places = usePlaces();
  const now = useNow();
  // The repository's own comes first; a fork that became a remote must not stand in for it.
  const hosted = remotes.data?.find(({ account, path }) => account !== null && path !== null);
  const { account, path } = hosted ?? { account: null, path: null };
  const enabled = isOpen && account !== null && path !== null;
  const repository = path ?? { project: "", slug: "" };
  const lists: Record<SavedFilter, PullRequestList> = {
    mine: usePullRequests(account ?? "", { kind: "mine" }, enabled),
    toReview: usePullRequests(account ?? "", { kind: "toReview" }, enabled),
    open: usePullRequests(account ?? "", { kind: "of", repository, state: "open" }, enabled),
  };
  const note = (
    key: string,
    text: string,
    act?: () => void,
    tone: "quiet" | "busy" | "action" = act ? "action" : "quiet",
  ) => line(`pullRequests/${key}`, text, 2, { kind: "note", text, tone, ...(act ? { act } : {}) });

  const without = (): SideLine[] => {
    if (remotes.isPending) return [note("wait", pullRequestWords.loadingList, undefined, "busy")];
    if (remotes.error)
      return [note("fault", describeFault(remotes.error).title), retry("again", () => void remotes.refetch())];
    const known = remotes.data.find((one: RemoteAccount) => one.host !== null);
    const host = hosts.find((one) => one.id === known?.host);
    const name = host === undefined ? undefined : visibleText(host.name);
    return [
      note("none", name === undefined ? pullRequestWords.noHost : pullRequestWords.noAccount(name)),
      note("connect", name === undefined ? pullRequestWords.connect : pullRequestWords.signInTo(name), () =>
        places.showPreferences("integrations", { host: host?.id ?? "new" }),
      ),
    ];
  };
  const retry = (key: string, act: () => void) => note(key, pullRequestWords.tryAgain, act);

  const count = enabled ? lists.open.pullRequests?.length : undefined;
  const all = Object.values(lists);
  return {
    lines: (state) => {
      if (!hosted || account === null) {
        return state.filter === "" ? section("pullRequests", undefined, 3, state, without) : [];
      }
      const signIn = () => places.showPreferences("integrations", { host: hosted.host ?? "new" });
      const shelf: Shelf = { account, repository, state, signIn, now };
      const members = filters.flatMap((filter, index) => filterLines(filter, index, lists[filter], shelf));
      if (state.filter !== "" && members.length === 0) return [];
      return section("pullRequests", state.filter === "" ? count : members.length, 3, state, () => members);
    },
    refresh: enabled ? () => all.forEach((list) => list.refresh()) : undefined,
    isFetching: all.some((list) => list.isFetching),
  };
}

interface Shelf {
  readonly account: string;
  readonly repository: RepositoryPath;
  readonly state: SideState;
  readonly signIn: () => void;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function filterLines(filter: SavedFilter, index: number, list: PullRequestList, shelf: Shelf): SideLine[] {
  const key = `pullRequests/${filter}`;
  const looked = shelf.state.filter.toLowerCase();
  const found = list.pullRequests?.filter(
    ({ title, number }) => looked === "" || `#${number} ${title}`.toLowerCase().includes(looked),
  );
  if (looked !== "") return filter === "open" ? rowsOf(key, found ?? [], shelf) : [];
  const expanded = shelf.state.isOpen(key);
  const count = found && `${found.length}${list.more ? "+" : ""}`;
  const name = [savedFilterWords[filter], ...(count ? [count] : [])].join(", ");
  const head = line(
    key,
    name,
    2,
    { kind: "filter", filter, count },
    { expanded, position: index + 1, siblings: filters.length },
  );
  if (!expanded) return [head];
  const note = (end: string, text: string, tone: "quiet" | "busy" | "action", act?: () => void) =>
    line(`${key}/${end}`, text, 3, { kind: "note", text, tone, ...(act ? { act } : {}) });
  const rows = found ? rowsOf(key, found, shelf) : [];
  const why = list.sight && silentHost(list.sight.seen) && ageOf(list.sight, shelf.now);
  if (list.fault) {
    const { title, action } = describeFault(list.fault);
    const help =
      action === "signIn"
        ? note("signIn", pullRequestWords.signInTo(hostOf(list.fault)), "action", shelf.signIn)
        : note("again", pullRequestWords.tryAgain, "action", list.refresh);
    // What was read before stays: it is old, but better than nothing.
    return [head, note("fault", visibleText(title), "quiet"), help, ...rows];
  }
  if (!found) return [head, note("wait", pullRequestWords.loadingList, "busy")];
  const old = why ? [note("seen", why, "quiet"), note("again", pullRequestWords.tryAgain, "action", list.refresh)] : [];
  if (found.length === 0) return [head, ...old, note("none", noPullRequests[filter], "quiet")];
  return [head, ...old, ...rows, ...(list.more ? [note("more", pullRequestWords.more, "action", list.more)] : [])];
}

function ageOf({ seen }: Sight, now: number): string {
  return seenWords.short(age(Date.parse(seen.at), now, seenWords.justNow));
}

function hostOf(fault: { host?: string } | { kind: string }): string {
  return "host" in fault ? visibleText(fault.host ?? "") : "";
}

function rowsOf(key: string, pullRequests: readonly PullRequest[], { account, repository }: Shelf): SideLine[] {
  return pullRequests.map((pullRequest, index) => {
    const { number, title, state, draft, reviewers } = pullRequest;
    const elsewhere =
      pullRequest.repository.project !== repository.project || pullRequest.repository.slug !== repository.slug;
    const said = reviewers.map(({ user, verdict, outdated }) =>
      pullRequestWords.reviewer(visibleText(user.displayName), verdictWords[verdict], outdated),
    );
    const shown = draft ? pullRequestWords.draft : stateWords[state];
    const name = pullRequestWords.row(number, visibleText(title), shown, said);
    const placed = { position: index + 1, siblings: pullRequests.length };
    const at = `${key}/${pullRequest.repository.project}/${pullRequest.repository.slug}/${number}`;
    return line(at, name, 3, { kind: "pullRequest", pullRequest, account, elsewhere }, placed);
  });
}
