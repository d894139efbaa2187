/** Between a repository and its remotes: fetching, and pushing the current branch. Both are jobs, which show themselves. */
import type { RepositoryId } from "../host/api.gen";
import { useAct, useAnswer } from "./ask";
import { useReport } from "./notices";

/** Fetches what is new on every remote. */
export function useFetchRemotes(): (id: RepositoryId) => void {
  const report = useReport();
  const fetch = useAct("fetch_remotes");
  return (id) => fetch.mutate({ id }, { onError: report });
}

/** Pushes the current branch. */
export function usePushBranch(): (id: RepositoryId, skipHooks: boolean) => void {
  const report = useReport();
  const push = useAct("push_branch");
  return (id, skipHooks) => push.mutate({ id, skipHooks }, { onError: report });
}

/** What pushing would do; asked only where there is a repository in front. */
export function usePushOutlook(id: RepositoryId | null) {
  return useAnswer("get_push_outlook", { id: id ?? "" }, { enabled: id !== null });
}
