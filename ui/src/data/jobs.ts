/** Jobs: work that can outlive a second. */
import type { Job } from "../host/api.gen";
import { useAct, useAnswer } from "./ask";
import { useReport } from "./notices";

/** Jobs of this run of Bough, newest first, but for those that only look whether there is something to do. */
export function useJobs(): Job[] {
  const { data = [] } = useAnswer("list_jobs", {});
  return data.filter(({ task }) => task !== "lookForPrebuilds");
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
