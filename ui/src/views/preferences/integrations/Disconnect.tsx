/** Asks, next to the account, whether it should really be signed out. */
import { useDisconnectAccount } from "../../../data/accounts";
import { useReport } from "../../../data/notices";
import type { Account } from "../../../host/api.gen";
import { Banner } from "../../../parts/Banner";
import { Button } from "../../../parts/Button";
import { visibleText } from "../../../parts/hostile";
import { accountWords, integrationWords } from "../../../text/integrations";

export function Disconnect({ account, onDone }: { account: Account; onDone: () => void }) {
  const disconnect = useDisconnectAccount();
  const report = useReport();
  return (
    <Banner
      tone="warn"
      title={accountWords.disconnectTitle(visibleText(account.user.displayName))}
      actions={
        <>
          <Button
            size="small"
            tone="danger"
            isPending={disconnect.isPending}
            onPress={() => disconnect.mutate({ id: account.id }, { onError: report, onSettled: onDone })}
          >
            {accountWords.disconnect}
          </Button>
          <Button size="small" onPress={onDone} autoFocus>
            {integrationWords.cancel}
          </Button>
        </>
      }
    >
      {accountWords.disconnectText}
    </Banner>
  );
}
