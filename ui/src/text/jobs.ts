/** What jobs say while they run and when they end. */
import type { Job, Progress, Stage, Task } from "../host/api.gen";
import { checkedOutWords } from "./checkouts";
import { lfsWords } from "./lfs";
import { bytes, counted, number } from "./numbers";

const stages: Record<Stage, string> = {
  waiting: "Waiting for the server",
  preparing: "The server is preparing",
  receiving: "Receiving objects",
  resolving: "Resolving deltas",
  checkingOut: "Checking out files",
  lfs: "Downloading LFS files",
  sendingLfs: "Uploading LFS files",
  submodules: "Cloning submodules",
  sending: "Sending objects",
  examining: "Looking at each step",
};

interface TaskWords {
  readonly running: (subject: string) => string;
  readonly finished: (subject: string) => string;
  readonly failed: (subject: string) => string;
  readonly finishedText: string;
  readonly cancelledText: string;
}

const tasks: Record<Task, TaskWords> = {
  clone: {
    running: (subject) => `Cloning ${subject}`,
    finished: (subject) => `Cloned ${subject}`,
    failed: (subject) => `${subject} was not cloned`,
    finishedText: "It is in the list of repositories.",
    cancelledText: "Nothing is left behind.",
  },
  fetchLfs: {
    running: (subject) => `Downloading LFS files of ${subject}`,
    finished: (subject) => `LFS files of ${subject} downloaded`,
    failed: (subject) => `LFS files of ${subject} are missing`,
    finishedText: lfsWords.allHere,
    cancelledText: "What has come stays.",
  },
  fetch: {
    running: (subject) => `Fetching ${subject}`,
    finished: (subject) => `Fetched ${subject}`,
    failed: (subject) => `${subject} was not fetched`,
    finishedText: "What is new on the remote is here.",
    cancelledText: "Nothing of yours has changed.",
  },
  push: {
    running: (subject) => `Pushing ${subject}`,
    finished: (subject) => `Pushed ${subject}`,
    failed: (subject) => `${subject} was not pushed`,
    finishedText: "Your commits are on the server.",
    cancelledText: "What the server took before that, it has.",
  },
  checkOut: {
    running: (subject) => `Checking out in ${subject}`,
    finished: (subject) => `Checked out in ${subject}`,
    failed: (subject) => `Nothing was checked out in ${subject}`,
    finishedText: "Undo leads back.",
    cancelledText: "Everything is as it was.",
  },
  addWorktree: {
    running: (subject) => `Making a work tree of ${subject}`,
    finished: (subject) => `Made a work tree of ${subject}`,
    failed: (subject) => `No work tree of ${subject} was made`,
    finishedText: "It is in the list of repositories.",
    cancelledText: "Nothing is left of it.",
  },
  prebuild: {
    running: (subject) => `Preparing ${subject}`,
    finished: (subject) => `${subject} is ready`,
    failed: (subject) => `${subject} could not be made ready`,
    finishedText: "Its work tree can be opened.",
    cancelledText: "The work tree stays as it is.",
  },
  lookForPrebuilds: {
    running: () => "Looking for what is new",
    finished: () => "Looked for what is new",
    failed: () => "What is followed could not be looked for",
    finishedText: "What you follow is up to date.",
    cancelledText: "It is looked for again later.",
  },
  create: {
    running: (subject) => `Creating ${subject}`,
    finished: (subject) => `Created ${subject}`,
    failed: (subject) => `${subject} was not created`,
    finishedText: "It is on the host.",
    cancelledText: "Nothing was made.",
  },
  finishCreation: {
    running: (subject) => `Pushing the first commit of ${subject}`,
    finished: (subject) => `First commit of ${subject} pushed`,
    failed: (subject) => `The first commit of ${subject} was not pushed`,
    finishedText: "It is on the host.",
    cancelledText: "Your commit stays here.",
  },
  signIn: {
    running: (subject) => `Signing in to ${subject}`,
    finished: (subject) => `Signed in to ${subject}`,
    failed: (subject) => `Not signed in to ${subject}`,
    finishedText: "You won't be asked again as long as the server allows it.",
    cancelledText: "Nothing was connected.",
  },
  examine: {
    running: (subject) => `Examining the connection to ${subject}`,
    finished: (subject) => `Examined the connection to ${subject}`,
    failed: (subject) => `The connection to ${subject} was not examined`,
    finishedText: "What was found is on the server's page in Preferences.",
    cancelledText: "Nothing was changed.",
  },
};

/** What a job is called now: "Cloning billing". `subject` must have been made visible. */
export function jobTitle(job: Job, subject: string): string {
  switch (job.state.kind) {
    case "running":
    case "finished":
    case "failed":
      return tasks[job.task][job.state.kind](subject);
    case "cancelled":
      return `${tasks[job.task].running(subject)} was cancelled`;
  }
}

/** What a job that ended without a fault of its own leaves behind. */
export function endWords({ task, state }: Job): string {
  if (state.kind === "cancelled") return tasks[task].cancelledText;
  if (state.kind === "finished" && state.checkedOut) {
    const words = checkedOutWords(state.checkedOut, task === "addWorktree");
    return state.lfs ? `${words} ${lfsWords.notWithTheCheckout}` : words;
  }
  if (state.kind === "finished" && state.push) return jobWords.notPushed(state.repository !== null);
  return state.kind === "finished" && state.lfs ? lfsWords.notWithTheClone : tasks[task].finishedText;
}

export function stageWords(progress: Progress): string {
  return stages[progress.stage];
}

/** `1,204 of 9,120 · 3.4 MB · 1.2 MB/s`, or `1 of 3 files · 20 MB of 64 MB · 1.2 MB/s`; only what is known. */
export function progressNumbers(progress: Progress): string {
  const words: string[] = [];
  const inBytes = progress.stage === "lfs" || progress.stage === "sendingLfs";
  const unit = inBytes ? bytes : number;
  if (progress.filesTotal > 0) {
    const all = counted(progress.filesTotal, "file", "files").replace(" ", "\u00a0");
    words.push(`${number(progress.filesDone)}\u00a0of\u00a0${all}`);
  }
  if (progress.total > 0) words.push(`${unit(progress.done)}\u00a0of\u00a0${unit(progress.total)}`);
  else if (progress.done > 0) words.push(unit(progress.done));
  if (progress.bytes > 0 && !inBytes) words.push(bytes(progress.bytes));
  if (progress.bytesPerSecond > 0) words.push(`${bytes(progress.bytesPerSecond)}/s`);
  return words.join(" · ");
}

export const jobWords = {
  cancel: "Cancel",
  cancelNamed: (title: string) => `Cancel: ${title}`,
  openNow: "Open now",
  openOnHost: "Open on the host",
  pushAgain: "Push again",
  notPushed: (isHere: boolean) =>
    `The repository is on the host, but its first commit could not be pushed: it is empty there. ${
      isHere ? "Your commit is here and can be pushed again." : "Clone it to go on."
    }`,
  none: "Nothing has run yet",
  noneText: "Clones and other long work show up here with their progress.",
  list: "Jobs",
};
