/** Asks, next to the account, whether it should really be signed out. */
import { useDisconnectAccount } from "../../../data/accounts";
import { useNotices, useReport } from "../../../data/notices";
import type { Account, Host } from "../../../host/api.gen";
import { AskBar } from "../../../parts/AskBar";
import { visibleText } from "../../../parts/hostile";
import { accountWords, integrationWords } from "../../../text/integrations";

export function Disconnect({ account, host, onDone }: { account: Account; host: Host; onDone: () => void }) {
  const disconnect = useDisconnectAccount();
  const report = useReport();
  const { notify } = useNotices();
  const leave = () =>
    disconnect.mutate(
      { id: account.id },
      {
        onSuccess: ({ stillAllowed }) => {
          if (!stillAllowed) return;
          const text = accountWords.stillAllowedText(visibleText(host.name));
          notify({ tone: "warn", title: accountWords.stillAllowed, text });
        },
        onError: report,
        onSettled: onDone,
      },
    );
  return (
    <AskBar
      title={accountWords.disconnectTitle(visibleText(account.user.displayName))}
      act={accountWords.disconnect}
      keep={integrationWords.cancel}
      isPending={disconnect.isPending}
      isFinal
      flush
      onAct={leave}
      onKeep={onDone}
    >
      {account.way === "browser" ? accountWords.disconnectBrowserText : accountWords.disconnectText}
    </AskBar>
  );
}
