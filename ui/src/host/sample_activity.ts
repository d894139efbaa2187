/** Sample entries of the activity log: one of each end, with a name that tries to hide. */
import type { Activity } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const entry = (id: string, minutes: number, more: Partial<Activity>): Activity => ({
  id,
  kind: "stage",
  about: null,
  more: 0,
  step: null,
  place: "billing",
  folder: "/home/ada/src/billing",
  command: null,
  remote: "",
  started: minutesAgo(minutes),
  millis: 12,
  outcome: { kind: "done" },
  ...more,
});

export const sampleActivities: readonly Activity[] = [
  entry("activity-7", 0, {
    kind: "clone",
    about: "web-shop",
    place: "git.example.org",
    folder: "/home/ada/src/web-shop",
    command: "git clone -- https://git.example.org/scm/shop/web-shop.git /home/ada/src/web-shop",
    millis: null,
    outcome: { kind: "running" },
  }),
  entry("activity-6", 2, {
    kind: "commit",
    about: "Round each line",
    command: "git commit --message='Round each line'",
    millis: 2412,
    outcome: {
      kind: "failed",
      fault: { kind: "hook", name: "commit-msg", output: "The summary names no ticket.\nSee CONTRIBUTING.md.\n" },
    },
  }),
  entry("activity-5", 3, {
    kind: "undo",
    step: { kind: "stage", files: 2, first: "VERSION" },
    command: "git restore --staged -- VERSION notes.txt",
  }),
  entry("activity-4", 5, {
    about: "invoice\u202Egnp.exe",
    more: 2,
    command: "git add -- 'invoice\u202Egnp.exe' VERSION notes.txt",
  }),
  entry("activity-3", 64, {
    kind: "clone",
    about: "docs",
    place: "git.example.org",
    folder: "/home/ada/src/docs",
    command: "git clone --depth=1 -- https://git.example.org/scm/shop/docs.git /home/ada/src/docs",
    remote: "Enumerating objects: 1204, done.\nWelcome to \u202Elufituaeb git\nTotal 1204 (delta 310)\n",
    millis: 83_400,
  }),
  entry("activity-2", 66, {
    kind: "clone",
    about: "docs",
    place: "git.example.org",
    folder: "/home/ada/src/docs",
    millis: 900,
    outcome: { kind: "cancelled" },
  }),
  entry("activity-1", 1500, {
    kind: "connectAccount",
    place: "git.example.org",
    folder: null,
    millis: 310,
    outcome: { kind: "interrupted" },
  }),
];

/** So many commits, the newest first. */
export function manyActivities(count: number): Activity[] {
  return Array.from({ length: count }, (_, n) =>
    entry(`activity-${n}`, n, { kind: "commit", about: `Change ${count - n}`, command: `git commit -m ${count - n}` }),
  );
}

/** Answers over a log that can be filtered and cleared. */
export function sampleActivity(host: MemoryHost, start: readonly Activity[] = sampleActivities): Answers {
  let entries = start;
  return {
    list_activity: ({ start: from, count, words }) => {
      const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
      const fits = entries.filter((one) => sought.every((word) => JSON.stringify(one).toLowerCase().includes(word)));
      return { items: fits.slice(from, from + count), total: fits.length };
    },
    clear_activity: () => {
      entries = entries.filter(({ outcome }) => outcome.kind === "running");
      host.emit({ kind: "activityChanged" });
      return null;
    },
  };
}
