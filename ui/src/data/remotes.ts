/** Remotes of a repository here, and who is related to it on its host. */
import type { AccountId, RepositoryId, RepositoryPath } from "../host/api.gen";
import { useAct } from "./ask";
import { useReport } from "./notices";
import { useSeenAnswer } from "./seen";

/** What a repository on a host was forked from, its forks, and others that began as the same one. */
export function useKin(account: AccountId, repository: RepositoryPath | null) {
  return useSeenAnswer(
    "get_kin",
    { account, repository: repository ?? { project: "", slug: "" } },
    { enabled: repository !== null },
  );
}

export function useAddRemote() {
  return useAct("add_remote");
}

/** Fetches the branches of a remote; it shows itself as every job does. */
export function useFetchRemote(): (id: RepositoryId, remote: string) => void {
  const report = useReport();
  const fetch = useAct("fetch_remote");
  return (id, remote) => fetch.mutate({ id, remote }, { onError: report });
}
