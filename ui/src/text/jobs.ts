/** What jobs say while they run and when they end. */
import type { Job, Progress, Stage, Task } from "../host/api.gen";
import { bytes, number } from "./numbers";

const stages: Record<Stage, string> = {
  waiting: "Waiting for the server",
  preparing: "The server is preparing",
  receiving: "Receiving objects",
  resolving: "Resolving deltas",
  checkingOut: "Checking out files",
  submodules: "Cloning submodules",
};

const running: Record<Task, (subject: string) => string> = { clone: (subject) => `Cloning ${subject}` };
const finished: Record<Task, (subject: string) => string> = { clone: (subject) => `Cloned ${subject}` };
const failed: Record<Task, (subject: string) => string> = { clone: (subject) => `${subject} was not cloned` };

/** What a job is called now: "Cloning billing". `subject` must have been made visible. */
export function jobTitle(job: Job, subject: string): string {
  switch (job.state.kind) {
    case "running":
      return running[job.task](subject);
    case "finished":
      return finished[job.task](subject);
    case "failed":
      return failed[job.task](subject);
    case "cancelled":
      return `${running[job.task](subject)} was cancelled`;
  }
}

export function stageWords(progress: Progress): string {
  return stages[progress.stage];
}

/** `1,204 of 9,120 · 3.4 MB · 1.2 MB/s`; only what is known. */
export function progressNumbers(progress: Progress): string {
  const words: string[] = [];
  if (progress.total > 0) words.push(`${number(progress.done)}\u00a0of\u00a0${number(progress.total)}`);
  else if (progress.done > 0) words.push(number(progress.done));
  if (progress.bytes > 0) words.push(bytes(progress.bytes));
  if (progress.bytesPerSecond > 0) words.push(`${bytes(progress.bytesPerSecond)}/s`);
  return words.join(" · ");
}

export const jobWords = {
  cancel: "Cancel",
  cancelNamed: (title: string) => `Cancel: ${title}`,
  openNow: "Open now",
  cancelledText: "Nothing is left behind.",
  finishedText: "It is in the list of repositories.",
  none: "Nothing has run yet",
  noneText: "Clones and other long work show up here with their progress.",
  list: "Jobs",
};
