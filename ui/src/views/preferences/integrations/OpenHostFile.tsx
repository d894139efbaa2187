/** Adds the server of a host file, with its registration. A certificate that nobody vouches for is judged first. */
import { FolderOpen } from "lucide-react";
import { useState } from "react";

import { usePickFile } from "../../../data/application";
import { useFaultViews } from "../../../data/faults";
import { useNotices } from "../../../data/notices";
import { useOpenHostFile } from "../../../data/oauth";
import type { HostId } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { ErrorState } from "../../../parts/ErrorState";
import { visibleText } from "../../../parts/hostile";
import { hostFileWords } from "../../../text/oauth";
import styles from "./Integrations.module.css";

export function OpenHostFile({ onOpened }: { onOpened: (host: HostId) => void }) {
  const [path, setPath] = useState("");
  const open = useOpenHostFile();
  const pick = usePickFile();
  const view = useFaultViews();
  const { notify } = useNotices();
  const read = (chosen: string) => {
    setPath(chosen);
    open.mutate(
      { path: chosen },
      {
        onSuccess: ({ id, name }) => {
          notify({
            tone: "success",
            title: hostFileWords.opened(visibleText(name)),
            text: hostFileWords.openedText,
          });
          onOpened(id);
        },
      },
    );
  };
  return (
    <div className={styles.generate}>
      {open.error && <ErrorState {...view(open.error, () => read(path))} inline />}
      <Button icon={FolderOpen} isPending={open.isPending} onPress={() => pick(hostFileWords.openTitle, null, read)}>
        {hostFileWords.open}
      </Button>
      <p className={styles.dim}>{hostFileWords.openText}</p>
    </div>
  );
}
