/** Files of Git LFS that are not here: a job brings them. */
import { useState } from "react";

import type { JobId, RepositoryId } from "../host/api.gen";
import { useAct } from "./ask";
import { useJobs } from "./jobs";
import { useReport } from "./notices";

/** Starts the download; it shows itself as every job does. */
export function useFetchLfs(): { fetch: (id: RepositoryId) => void; isRunning: boolean } {
  const report = useReport();
  const start = useAct("fetch_lfs");
  const [started, setStarted] = useState<JobId>();
  const isRunning = useJobs().some(({ id, state }) => id === started && state.kind === "running");
  return {
    fetch: (id) => start.mutate({ id }, { onSuccess: setStarted, onError: report }),
    isRunning: isRunning || start.isPending,
  };
}
