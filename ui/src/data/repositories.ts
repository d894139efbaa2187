/** Repositories on this computer. Those on hosts: host_repositories.ts. */
import { useAct, useAnswer } from "./ask";
import { useReport } from "./notices";
import { useTabs } from "./tabs";

/** Repositories that were opened or cloned once, last opened first. */
export function useKnownRepositories() {
  return useAnswer("list_repositories", {});
}

/** One repository, opened. */
export function useRepository(id: string | null) {
  return useAnswer("get_repository", { id: id ?? "" }, { enabled: id !== null });
}

/** Which account answers for each remote. */
export function useRemoteAccounts(id: string | null) {
  return useAnswer("list_remote_accounts", { id: id ?? "" }, { enabled: id !== null });
}

/** Opens the repository at or above a folder in a tab; a fault becomes a notice. */
export function useOpenRepository(): (path: string) => void {
  const report = useReport();
  const tabs = useTabs();
  const open = useAct("open_repository");
  return (path) => open.mutate({ path }, { onSuccess: ({ id }) => tabs.open(id), onError: report });
}

/** Marks a repository or takes the mark away. */
export function useFavourRepository(): (id: string, favourite: boolean) => void {
  const report = useReport();
  const favour = useAct("favour_repository");
  return (id, favourite) => favour.mutate({ id, favourite }, { onError: report });
}

/** Takes a repository off the list. Its folder stays. */
export function useForgetRepository(): (id: string) => void {
  const report = useReport();
  const forget = useAct("forget_repository");
  return (id) => forget.mutate({ id }, { onError: report });
}
