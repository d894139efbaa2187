/** Creating repositories: here, or on a host, where a job does it. */
import { useEffect, useState } from "react";

import type { Fault, JobId, JobState, RepositoryId } from "../host/api.gen";
import { type Arguments } from "../host/host";
import { useAct, useAnswer } from "./ask";
import { useJobs } from "./jobs";
import { useNotices, useReport } from "./notices";

/** Makes an empty repository on this computer. */
export function useCreateRepository() {
  return useAct("create_repository");
}

/** What a new repository can begin with. */
export function useTemplates() {
  return useAnswer("list_templates", {});
}

type Finished = Extract<JobState, { kind: "finished" }>;

/** Creates on a host and hears how it ended, for as long as somebody looks. A fault belongs to the form, not to a toast. */
export function useCreateOnHost(done: (end: Finished) => void) {
  const start = useAct("create_host_repository");
  const { hide } = useNotices();
  const [job, setJob] = useState<JobId>();
  const state = useJobs().find(({ id }) => id === job)?.state;
  const fault: Fault | null = start.error ?? (state?.kind === "failed" ? state.fault : null);
  useEffect(() => {
    if (!job || !state) return;
    if (state.kind === "finished") done(state);
    // What the form shows needs no toast; what is left to be done does.
    if (state.kind === "failed" || (state.kind === "finished" && state.repository && !state.push)) hide(`job:${job}`);
    // Once for each end: `done` and `hide` are new at each rendering.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [job, state?.kind]);
  return {
    create: (wanted: Arguments<"create_host_repository">) => {
      setJob(undefined);
      start.mutate(wanted, { onSuccess: setJob });
    },
    forget: () => {
      setJob(undefined);
      start.reset();
    },
    isRunning: start.isPending || state?.kind === "running",
    fault,
  };
}

/** Pushes the first commit of a repository that was created on a host; it shows itself as every job does. */
export function useFinishCreation(): (id: RepositoryId) => void {
  const report = useReport();
  const finish = useAct("finish_creation");
  return (id) => finish.mutate({ id }, { onError: report });
}
