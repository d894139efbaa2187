/** Words of the commit list and its side bar. */
import { number } from "./numbers";

/** A stretch of time, as the commit list bands them. */
type Band =
  | { readonly kind: "today" | "yesterday" | "thisWeek" | "lastWeek" }
  | { readonly kind: "month"; readonly year: number; readonly month: number }
  | { readonly kind: "year"; readonly year: number };

/** `yesterday`, `last week`, `March`, `2019`. `thisYear` is the viewer's. */
export function bandWords(band: Band, thisYear: number): string {
  switch (band.kind) {
    case "today":
      return "today";
    case "yesterday":
      return "yesterday";
    case "thisWeek":
      return "this week";
    case "lastWeek":
      return "last week";
    case "month": {
      const year = band.year === thisYear ? undefined : "numeric";
      const month = year === undefined ? "long" : "short";
      return new Intl.DateTimeFormat(undefined, { month, year }).format(new Date(band.year, band.month));
    }
    case "year":
      return String(band.year);
  }
}

// Making a formatter costs more than drawing a row.
const today = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const thisYear = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const earlier = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", year: "numeric" });

/** `14:02` for today, `Mar 3, 14:02` for this year, `Mar 3, 2019` for older ones. */
export function rowTime(time: string, now: number): string {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return "";
  const [moment, present] = [new Date(then), new Date(now)];
  if (moment.toDateString() === present.toDateString()) return today.format(moment);
  return (moment.getFullYear() === present.getFullYear() ? thisYear : earlier).format(moment);
}

export const historyWords = {
  grid: "Commits",
  columns: { refs: "Branch / tag", graph: "Graph", message: "Message", author: "Author", date: "Date", sha: "SHA" },
  resize: (column: string) => `Width of ${column}`,
  loading: "Reading the history",
  emptyTitle: "No commits yet",
  emptyText: "This repository is empty. Its history appears here with the first commit.",
  unread: "Not read yet",
  merge: "Merge",
  head: "HEAD",
  headLabel: "HEAD, no branch",
  current: "checked out",
  localBranch: (name: string) => `Branch ${name}`,
  remoteBranch: (name: string) => `Remote branch ${name}`,
  tag: (name: string) => `Tag ${name}`,
  more: (count: number) => `+${number(count)}`,
  shallow: "The history ends early: this is a shallow clone.",
  looking: "Looking for the commit in the list",
  notInList: "This commit is not in the list. Its details are shown at the right.",
  copySha: "Copy SHA",
  copyMessage: "Copy message",
  showDetails: "Show details",
};

export const sideBarWords = {
  label: "Branches, pull requests and tags",
  filter: "Filter",
  filterLabel: "Filter branches, pull requests and tags",
  width: "Width of the side bar",
  hide: "Hide the side bar",
  show: "Show the side bar",
  sections: {
    local: "LOCAL",
    remotes: "REMOTES",
    pullRequests: "PULL REQUESTS",
    tags: "TAGS",
    stashes: "STASHES",
    submodules: "SUBMODULES",
  },
  sectionNames: {
    local: "Local branches",
    remotes: "Remotes",
    pullRequests: "Pull requests",
    tags: "Tags",
    stashes: "Stashes",
    submodules: "Submodules",
  },
  named: (name: string, count: number) => `${name}, ${number(count)}`,
  nothingFits: (filter: string) => `Nothing is called “${filter}”`,
  current: (name: string) => `${name}, checked out`,
  ahead: (count: number) => `${number(count)} ahead`,
  behind: (count: number) => `${number(count)} behind`,
  upstreamGone: "upstream is gone",
  gone: "gone",
  upstreamGoneHint: (name: string) => `${name} was deleted on the remote`,
  notCheckedOut: "not checked out",
  noCommit: "points to no commit",
  none: {
    local: "No branches yet",
    remotes: "No remotes",
    tags: "No tags",
    stashes: "No stashes",
    submodules: "No submodules",
  },
  copyName: "Copy name",
  showInGraph: "Show in the graph",
};
