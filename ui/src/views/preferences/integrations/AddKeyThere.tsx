/** What stays in the pane after the toast is gone: the link to the server's page, the public key again, the upload. */
import { Copy, Upload } from "lucide-react";

import { useCopyText } from "../../../data/application";
import { useNotices } from "../../../data/notices";
import type { Host, SshKey } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { visibleText } from "../../../parts/hostile";
import { Link } from "../../../parts/Link";
import { hostSshWords } from "../../../text/integrations";
import styles from "./Integrations.module.css";
import { useAddKeyThere } from "./useAddKeyThere";

export function AddKeyThere({ host, sshKey }: { host: Host; sshKey: SshKey }) {
  const there = useAddKeyThere(host);
  const copy = useCopyText();
  const { notify } = useNotices();
  return (
    <div className={styles.keyThere}>
      <code className={styles.dim}>{sshKey.fingerprint}</code>
      <div className={styles.buttons}>
        <Link address={host.pages.sshKeys} onOpen={there.openPage} icon>
          {hostSshWords.openPage}
        </Link>
        <Button
          size="small"
          icon={Copy}
          onPress={() => {
            copy(sshKey.publicKey);
            notify({ tone: "success", title: hostSshWords.copied, text: visibleText(sshKey.path) });
          }}
        >
          {hostSshWords.copyAgain}
        </Button>
        <Button
          size="small"
          icon={Upload}
          isPending={there.isPending}
          reason={there.canAdd ? null : hostSshWords.needsAccount}
          onPress={() => there.add(sshKey.path)}
        >
          {hostSshWords.addForMe}
        </Button>
      </div>
    </div>
  );
}
