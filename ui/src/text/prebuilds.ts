/** Words about prebuilds on this computer: what is followed, how it is built, how it went. Names in them are hostile. */
import type { Followed, Prebuild, PrebuildOutcome, WorktreeLoss } from "../host/api.gen";
import { counted } from "./numbers";

export const prebuildWords = {
  title: (repository: string) => `Prebuilds of ${repository}`,
  show: "Prebuilds…",
  intro:
    "Bough keeps a work tree ready for what you follow: fetched, checked out, with submodules and LFS files. It is brought up to date when you fetch, and every ten minutes while Bough runs.",
  loading: "Reading what is followed",
  none: "Nothing is followed yet",
  noneText: "Follow a branch or a pull request: its newest commit is then ready to be opened at once.",
  enable: (branch: string) => `Enable prebuilds of ${branch}`,
  noBranch: "no remote has a branch yet: fetch first",
  follow: "Follow with prebuilds",
  followed: "What is followed",
  openReady: "Open the ready work tree",
  open: "Open",
  notYet: "nothing is ready yet",
  stop: "Stop following",
  stopOf: (name: string) => `Stop following ${name}`,
  build: "Build this commit",
  buildAgain: "Build again",
  busy: "it is being brought up to date; the list of jobs can end that",
  same: "nothing was changed",
  log: "What the command said",
  noLog: "It said nothing.",
  plan: "How commits are built",
  command: "Command for your shell",
  commandHint: "Such as: npm ci && npm test",
  commandText:
    "It is yours, lies with Bough, and runs in the ready work tree with your rights. BOUGH_COMMIT, BOUGH_BRANCH and BOUGH_PULL_REQUEST tell it what it is about. Without one nothing is run.",
  publish: "Tell the host",
  publishText: "Everybody who sees the commit there sees whether it passed.",
  save: "Save",
  untrusted: "This repository is not trusted to run programs: each commit is built only when you say so.",
  trust: "Trust the repository",
  webhook: "Install a webhook…",
  webhookText: "A build server of yours can be told of each push too.",
  noHost: "no remote belongs to a connected host",
  unpublished: "The host was not told",
  loseTitle: (name: string) => `Stop following ${name} and remove its work tree?`,
  loseText: "These exist nowhere else.",
  loseFiles: (count: number) => `${counted(count, "file", "files")} with changes:`,
  loseCommits: (count: number) => `${counted(count, "commit", "commits")} on no branch:`,
  lose: "Remove all the same",
  keep: "Stop, and keep the work tree",
};

/** What is followed, by its name. */
export function followedName(followed: Followed): string {
  return followed.kind === "branch" ? `${followed.remote}/${followed.name}` : `Pull request #${followed.number}`;
}

/** How it stands, as a sentence. */
export function standWords({ state, commit }: Prebuild): string {
  const short = commit?.slice(0, 9) ?? "";
  switch (state.kind) {
    case "waiting":
      return "Nothing is ready yet.";
    case "preparing":
      return "It is being brought up to date.";
    case "ready":
      return `Ready at ${short}.`;
    case "asks":
      return state.why === "fork"
        ? `Ready at ${short}. It comes from a fork, where others write: it is built only when you say so.`
        : `Ready at ${short}. The repository is not trusted: it is built only when you say so.`;
    case "inUse":
      return `You work in it: it stays at ${short}.`;
    case "failed":
      return "It could not be brought up to date.";
  }
}

/** How the command went, in a word. */
export function buildWords(outcome: PrebuildOutcome): string {
  switch (outcome.kind) {
    case "running":
      return "Building";
    case "passed":
      return "Prebuild passed";
    case "failed":
      return outcome.code === null ? "Prebuild failed" : `Prebuild failed with ${outcome.code}`;
    case "interrupted":
      return "Prebuild interrupted";
  }
}

/** What would be lost, in groups. */
export function lossGroups({ files, filesTotal, commits, commitsTotal }: WorktreeLoss) {
  return [
    ...(filesTotal > 0 ? [{ title: prebuildWords.loseFiles(filesTotal), names: files }] : []),
    ...(commitsTotal > 0 ? [{ title: prebuildWords.loseCommits(commitsTotal), names: commits }] : []),
  ];
}
