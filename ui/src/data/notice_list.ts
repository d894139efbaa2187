/** How the list of notices changes. Pure, so that its rules can be tested. */
import type { Fault, Job } from "../host/api.gen";

export type NoticeTone = "progress" | "success" | "info" | "warn" | "danger";

export interface NoticeAction {
  label: string;
  onPress: () => void;
}

/** What somebody wants to tell. */
export interface Told {
  /** Replaces an older notice with the same id. */
  id?: string;
  tone: NoticeTone;
  title: string;
  text: string;
  detail?: string | null;
  /** At most two. */
  actions?: NoticeAction[];
  fault?: Fault;
  /** Stays in sight although it is a success: it asks for something to be done. */
  held?: boolean;
}

export interface Notice extends Told {
  id: string;
  /** When it was told, in milliseconds. */
  at: number;
  /** True while its toast is in sight. */
  shown: boolean;
  /** True once the person opened the bell. */
  read: boolean;
  /** A job's notice takes its words from the job. */
  job?: Job;
}

export type NoticeEvent =
  | { kind: "told"; told: Told; id: string }
  | { kind: "job"; job: Job }
  | { kind: "hidden"; id: string }
  | { kind: "read" }
  | { kind: "cleared" };

/** Notices that are kept; older ones are dropped. */
const kept = 100;

const tones: Record<Job["state"]["kind"], NoticeTone> = {
  running: "progress",
  finished: "success",
  failed: "danger",
  cancelled: "info",
};

export function noticesAfter(notices: readonly Notice[], event: NoticeEvent): readonly Notice[] {
  switch (event.kind) {
    case "told": {
      const notice = { ...event.told, id: event.id, at: Date.now(), shown: true, read: false };
      return [notice, ...notices.filter(({ id }) => id !== event.id)].slice(0, kept);
    }
    case "job":
      return withJob(notices, event.job);
    case "hidden":
      return notices.map((notice) => (notice.id === event.id ? { ...notice, shown: false } : notice));
    case "read":
      return notices.map((notice) => ({ ...notice, read: true }));
    case "cleared":
      return notices.filter(({ tone }) => tone === "progress");
  }
}

/** A job keeps its place in the list and shows itself again when it ends, even where its toast was hidden. */
function withJob(notices: readonly Notice[], job: Job): readonly Notice[] {
  // An examination tells what it finds where it was begun; that it came to its end is no success.
  if (job.task === "examine" && job.state.kind !== "failed") return notices;
  // Nobody asked for it just now: where it stands is shown where it belongs.
  if (job.task === "lookForPrebuilds" || job.task === "prebuild") return notices;
  const id = `job:${job.id}`;
  const before = notices.find((notice) => notice.id === id);
  const isPart = job.state.kind === "finished" && (job.state.lfs !== null || job.state.push !== null);
  const tone = isPart ? "warn" : tones[job.state.kind];
  const changed = before?.tone !== tone;
  const notice: Notice = {
    id,
    tone,
    title: "",
    text: "",
    job,
    at: changed ? Date.now() : (before?.at ?? Date.now()),
    shown: changed || (before?.shown ?? true),
    read: !changed && (before?.read ?? false),
  };
  if (job.state.kind === "failed") notice.fault = job.state.fault;
  return before ? notices.map((other) => (other.id === id ? notice : other)) : [notice, ...notices].slice(0, kept);
}
