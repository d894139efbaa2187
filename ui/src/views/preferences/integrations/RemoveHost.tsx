/** Takes a server out of the profile, after asking next to the button. */
import { useState } from "react";

import { useRemoveHost } from "../../../data/hosts";
import { useReport } from "../../../data/notices";
import type { Host } from "../../../host/api.gen";
import { AskBar } from "../../../parts/AskBar";
import { Button } from "../../../parts/Button";
import { visibleText } from "../../../parts/hostile";
import { integrationWords } from "../../../text/integrations";
import styles from "./Integrations.module.css";

export function RemoveHost({ host, onRemoved }: { host: Host; onRemoved: () => void }) {
  const [asked, setAsked] = useState(false);
  const remove = useRemoveHost();
  const report = useReport();
  return (
    <>
      {asked && (
        <AskBar
          title={integrationWords.removeHostTitle(visibleText(host.name))}
          act={integrationWords.removeYes}
          keep={integrationWords.cancel}
          isPending={remove.isPending}
          isFinal
          flush
          onAct={() => remove.mutate({ id: host.id }, { onSuccess: onRemoved, onError: report })}
          onKeep={() => setAsked(false)}
        >
          {integrationWords.removeHostText}
        </AskBar>
      )}
      <div className={styles.buttons}>
        <Button tone="danger" onPress={() => setAsked(true)}>
          {integrationWords.removeHost}
        </Button>
      </div>
    </>
  );
}
