/** Which account answers for a remote: shown, and chosen where there are several on its host. */
import type { RemoteAccount, RepositoryId } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import type { MenuEntry } from "../parts/Menu";
import { remoteWords as words } from "../text/remotes";
import { useAct } from "./ask";
import { useHosts } from "./hosts";
import { useReport } from "./notices";

/** Menu entries for the accounts on a remote's host, the one that answers ticked. */
export function useAccountEntries(id: RepositoryId): (remote: RemoteAccount) => readonly MenuEntry[] {
  const { data: hosts = [] } = useHosts();
  const choose = useAct("choose_account");
  const report = useReport();
  return ({ host: hostId, account: answering }) => {
    const host = hosts.find((one) => one.id === hostId);
    if (!host || host.accounts.length === 0) return [];
    const entries = host.accounts.map(({ id: account, user }) => ({
      id: `account ${account}`,
      label: visibleText(user.displayName),
      description: visibleText(user.name),
      ticked: account === answering,
      onSelect: () => choose.mutate({ id, account }, { onError: report }),
    }));
    return [{ header: words.answers(visibleText(host.name)), entries }];
  };
}
