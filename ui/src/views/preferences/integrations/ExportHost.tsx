/** Writes the file with which a team connects; the client secret goes in only where that is chosen. */
import { useState } from "react";

import { usePickFolder } from "../../../data/application";
import { useExportHost } from "../../../data/oauth";
import { useNotices, useReport } from "../../../data/notices";
import type { Host } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { Checkbox } from "../../../parts/Checkbox";
import { visibleText } from "../../../parts/hostile";
import { integrationWords } from "../../../text/integrations";
import { hostFileWords } from "../../../text/oauth";
import styles from "./Integrations.module.css";

export function ExportHost({ host, onDone }: { host: Host; onDone: () => void }) {
  const [secret, setSecret] = useState(false);
  const write = useExportHost();
  const pick = usePickFolder();
  const { notify } = useNotices();
  const report = useReport();
  const choose = () =>
    pick(hostFileWords.exportTitle, null, (folder) =>
      write.mutate(
        { host: host.id, folder, secret },
        {
          onSuccess: (path) => {
            notify({ tone: "success", title: hostFileWords.done, text: visibleText(path) });
            onDone();
          },
          onError: report,
        },
      ),
    );
  const missing = host.oauth.registration?.secret.kind === "gone";
  return (
    <div className={styles.card}>
      <Checkbox isSelected={secret} onChange={setSecret} isDisabled={missing} description={hostFileWords.wholeText}>
        {hostFileWords.whole}
      </Checkbox>
      <div className={styles.buttons}>
        <Button tone="primary" isPending={write.isPending} onPress={choose}>
          {hostFileWords.export}
        </Button>
        <Button onPress={onDone}>{integrationWords.cancel}</Button>
      </div>
    </div>
  );
}
