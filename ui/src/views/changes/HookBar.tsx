/** Whether the programs of a repository run at a commit: asks where nobody decided, and is one quiet line where they may. */
import { useTrustRepository } from "../../data/hooks";
import type { CommitOutlook, RepositoryId } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { visibleText } from "../../parts/hostile";
import { hookWords } from "../../text/hooks";
import styles from "./HookBar.module.css";

interface HookBarProps {
  repository: RepositoryId;
  outlook: CommitOutlook;
  skipHooks: boolean;
  /** A commit is being made. */
  isBusy: boolean;
  onSkip: (skip: boolean) => void;
  /** Trust was given or taken: what was pressed goes away. */
  onDecided: () => void;
}

/** Nothing where there are no hooks. */
export function HookBar({ repository, outlook, skipHooks, isBusy, onSkip, onDecided }: HookBarProps) {
  const { trust, isPending } = useTrustRepository(repository);
  const { hooks, trusted } = outlook;
  if (hooks.length === 0) return null;
  const decide = (yes: boolean) => {
    if (yes) onSkip(false);
    onDecided();
    trust(yes);
  };
  if (trusted) {
    return (
      <div className={styles.options}>
        <Checkbox
          isSelected={skipHooks}
          isDisabled={isBusy}
          description={visibleText(hookWords.names(hooks))}
          onChange={onSkip}
        >
          {hookWords.skip}
        </Checkbox>
        <Button tone="quiet" size="small" isDisabled={isBusy} isPending={isPending} onPress={() => decide(false)}>
          {hookWords.stopTrusting}
        </Button>
      </div>
    );
  }
  const actions = (
    <>
      <Button size="small" isDisabled={isBusy} isPending={isPending} onPress={() => decide(true)}>
        {hookWords.trust}
      </Button>
      <Checkbox isSelected={skipHooks} isDisabled={isBusy} onChange={onSkip}>
        {hookWords.skip}
      </Checkbox>
    </>
  );
  return (
    <div className={styles.ask}>
      <Banner tone="info" title={hookWords.askTitle} actions={actions}>
        {visibleText(hookWords.ask(hooks))}
      </Banner>
    </div>
  );
}
