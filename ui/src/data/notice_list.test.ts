/** How notices change: jobs keep one notice each, ends show themselves again. */
import { describe, expect, it } from "vitest";

import type { Job } from "../host/api.gen";
import { runningJob } from "../host/sample_repositories";
import { type Notice, type NoticeEvent, noticesAfter } from "./notice_list";

const after = (...events: NoticeEvent[]) => events.reduce<readonly Notice[]>(noticesAfter, []);
const job = runningJob("billing");
const finished: Job = {
  ...job,
  state: { kind: "finished", repository: "r", lfs: null, push: null, page: null, checkedOut: null },
};
const failed: Job = { ...job, state: { kind: "failed", fault: { kind: "refused", detail: "no" } } };

describe("noticesAfter", () => {
  it("updates a job's notice in place", () => {
    const notices = after({ kind: "job", job }, { kind: "job", job });
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ tone: "progress", shown: true });
  });

  it("keeps a hidden toast hidden while the job runs, and shows its end", () => {
    const hidden = after({ kind: "job", job }, { kind: "hidden", id: `job:${job.id}` }, { kind: "job", job });
    expect(hidden[0]?.shown).toBe(false);
    expect(noticesAfter(hidden, { kind: "job", job: finished })[0]).toMatchObject({
      tone: "success",
      shown: true,
      read: false,
    });
  });

  it("carries the fault of a failed job, so that its action can be offered", () => {
    expect(after({ kind: "job", job: failed })[0]).toMatchObject({ tone: "danger", fault: { kind: "refused" } });
  });

  it("leaves an examination to the place where it was begun, unless it failed", () => {
    expect(after({ kind: "job", job: { ...job, task: "examine" } })).toEqual([]);
    expect(after({ kind: "job", job: { ...failed, task: "examine" } })).toHaveLength(1);
  });

  it("replaces a notice with the same id", () => {
    const told = { tone: "success", title: "Key copied", text: "" } as const;
    expect(after({ kind: "told", id: "a", told }, { kind: "told", id: "a", told })).toHaveLength(1);
  });

  it("clears all but running jobs", () => {
    const told = { tone: "danger", title: "No", text: "" } as const;
    expect(after({ kind: "told", id: "a", told }, { kind: "job", job }, { kind: "cleared" })).toHaveLength(1);
  });
});
