/** Words about pull requests: list, page, verdicts. */
import type { PullRequestState, ReviewVerdict } from "../host/api.gen";
import { counted } from "./numbers";

export type SavedFilter = "mine" | "toReview" | "open";

export const savedFilterWords: Record<SavedFilter, string> = { mine: "Mine", toReview: "To review", open: "All open" };

export const noPullRequests: Record<SavedFilter, string> = {
  mine: "None of yours is open",
  toReview: "Nobody waits for you",
  open: "None is open here",
};

export const stateWords: Record<PullRequestState, string> = {
  open: "Open",
  merged: "Merged",
  declined: "Declined",
  unknown: "Unknown state",
};

export const verdictWords: Record<ReviewVerdict, string> = {
  approved: "Approved",
  needsWork: "Needs work",
  waiting: "Waiting",
};

export const pullRequestWords = {
  label: (number: number) => `Pull request ${number}`,
  row: (number: number, title: string, state: string, reviewers: readonly string[]) =>
    [`Pull request ${number}, ${state}: ${title}`, ...reviewers].join("; "),
  reviewer: (name: string, verdict: string, outdated: boolean) =>
    `${name}: ${verdict.toLowerCase()}${outdated ? ", about older commits" : ""}`,
  moreReviewers: (count: number) => `+${count}`,
  loading: "Reading the pull request",
  loadingList: "Asking the server",
  refresh: "Refresh pull requests",
  refreshOne: "Ask the server again",
  more: "Show more",
  signInTo: (host: string) => `Sign in to ${host}`,
  connect: "Connect a hosting service",
  noHost: "No remote belongs to a connected host",
  noAccount: (host: string) => `Not signed in to ${host}`,
  tryAgain: "Try again",
  back: "Back to the graph",
  draft: "Draft",
  from: "from",
  into: "into",
  sourceDeleted: "The source branch was deleted.",
  sourceRepositoryGone: "The repository it came from was deleted, or you may not see it.",
  targetDeleted: "The target branch was deleted.",
  openOnHost: "Open on host",
  openOn: (host: string) => `Open on ${host}`,
  copyLink: "Copy link",
  copyNumber: "Copy number and title",
  overview: "Overview",
  tabs: "Parts of the pull request",
  opened: "opened",
  updated: "updated",
  description: "Description",
  noDescription: "No description was written.",
  reviewers: "Reviewers",
  noReviewers: "Nobody was asked to review.",
  participants: "Others who took part",
  outdated: "about older commits",
  outdatedHint: "Commits were added after this verdict.",
  inactive: "inactive",
  inactiveHint: "This account was removed or disabled on the server.",
  approvals: (given: number, asked: number) => `${given} of ${asked} approved`,
  talk: "Discussion",
  comments: (count: number) => counted(count, "comment", "comments"),
  openTasks: (count: number) => counted(count, "open task", "open tasks"),
  merge: "Merge",
  canMerge: "No conflicts",
  conflicted: "Conflicts with the target branch",
  mergeUnknown: "The server didn't say whether there are conflicts",
  mergedText: "Its commits are in the target branch.",
  declinedText: "It was given up; nothing was merged.",
};
