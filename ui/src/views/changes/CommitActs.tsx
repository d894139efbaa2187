/** The wide button of the commit box, and what stands beside it. */
import type { ReactNode } from "react";

import type { useCancelCommit } from "../../data/hooks";
import { useKeys } from "../../data/shortcuts";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { hookWords } from "../../text/hooks";
import type { CommitPlan } from "./commit_plan";
import styles from "./CommitBox.module.css";

interface CommitActsProps {
  plan: CommitPlan;
  isPending: boolean;
  /** True where programs run that can be ended. */
  canCancel: boolean;
  canceller: ReturnType<typeof useCancelCommit>;
  onMake: () => void;
  children: ReactNode;
}

export function CommitActs({ plan, isPending, canCancel, canceller, onMake, children }: CommitActsProps) {
  const keys = useKeys();
  return (
    <div className={styles.act}>
      <Button
        tone="primary"
        wide
        reason={plan.missing ? visibleText(plan.label) : null}
        isPending={isPending}
        onPress={onMake}
        aria-keyshortcuts={keys("Mod+Enter")}
      >
        {visibleText(plan.label)}
      </Button>
      {isPending && canCancel ? (
        <Button
          isPending={canceller.isPending}
          onPress={({ target }) => {
            target.closest("section")?.querySelector<HTMLElement>("button[data-wide]")?.focus();
            canceller.cancel();
          }}
        >
          {hookWords.cancel}
        </Button>
      ) : (
        children
      )}
    </div>
  );
}
