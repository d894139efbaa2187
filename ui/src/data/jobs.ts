/** Jobs: work that can outlive a second. */
import type { Job } from "../host/api.gen";
import { useAct, useAnswer } from "./ask";
import { useReport } from "./notices";

/** Jobs of this run of Bough, newest first. */
export function useJobs(): Job[] {
  return useAnswer("list_jobs", {}).data ?? [];
}

/** Ends a job; the job itself says when it has ended. */
export function useCancelJob(): (id: string) => void {
  const report = useReport();
  const cancel = useAct("cancel_job");
  return (id) => cancel.mutate({ id }, { onError: report });
}

/** Starts a clone and answers with its job. */
export function useCloneRepository() {
  return useAct("clone_repository");
}
