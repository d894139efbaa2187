/** Step two for the browser: the server is added, its page goes on from there. */
import { useFaultViews } from "../../../data/faults";
import type { Fault } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { ErrorState } from "../../../parts/ErrorState";
import { oauthWords } from "../../../text/oauth";
import styles from "./Integrations.module.css";

interface ByBrowserProps {
  fault: Fault | null;
  isPending: boolean;
  onAdd: () => void;
}

export function ByBrowser({ fault, isPending, onAdd }: ByBrowserProps) {
  const view = useFaultViews();
  return (
    <div className={styles.token}>
      <p>{oauthWords.intro}</p>
      {fault && <ErrorState {...view(fault, onAdd)} inline />}
      <div className={styles.generate}>
        <Button tone="primary" isPending={isPending} onPress={onAdd}>
          {oauthWords.addFirst}
        </Button>
        <p className={styles.dim}>{oauthWords.addFirstText}</p>
      </div>
    </div>
  );
}
