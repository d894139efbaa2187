/** What was done in a repository, step by step: each state can be gone back to, and forth again. */
import { CircleDot, History } from "lucide-react";
import { useRef } from "react";

import { useFaultViews } from "../../data/faults";
import type { Restoring } from "../../data/places";
import { useUndo } from "../../data/undo";
import type { RepositoryId, Step } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { RelativeTime } from "../../parts/RelativeTime";
import { undoWords } from "../../text/undo";
import { RestoreBar } from "./RestoreBar";
import styles from "./Timeline.module.css";

interface TimelineProps {
  repository: RepositoryId;
  /** The state that somebody thinks of going to. */
  restoring: Restoring | null;
  onRestoring: (restoring: Restoring | null) => void;
}

export function Timeline({ repository, restoring, onRestoring }: TimelineProps) {
  const asked = useUndo(repository);
  const faults = useFaultViews();
  const list = useRef<HTMLOListElement>(null);
  const closeRestore = () => {
    onRestoring(null);
    // The question takes the keyboard with it when it goes.
    requestAnimationFrame(() => list.current?.focus());
  };
  if (asked.error && !asked.data) return <ErrorState {...faults(asked.error, () => void asked.refetch())} />;
  if (!asked.data) return <LoadingState label={undoWords.timeline} />;
  const { done, undone } = asked.data;
  const oldest = done.at(-1);
  return (
    <>
      <h2 className={styles.title}>{undoWords.timeline}</h2>
      {restoring && (
        <RestoreBar
          key={`${restoring.number} ${restoring.redo}`}
          repository={repository}
          restoring={restoring}
          state={asked.data}
          onDone={closeRestore}
        />
      )}
      {done.length + undone.length === 0 ? (
        <EmptyState icon={History} title={undoWords.emptyTitle}>
          {undoWords.emptyText}
        </EmptyState>
      ) : (
        <ol ref={list} tabIndex={-1} className={styles.list}>
          {undone.toReversed().map((step) => (
            <Moment
              key={step.number}
              step={step}
              state="undone"
              onRestore={() => onRestoring({ number: step.number, redo: true })}
            />
          ))}
          {done.map((step, index) => {
            // The state after a step is reached by undoing the one that came next.
            const later = done[index - 1];
            const onRestore = later && (() => onRestoring({ number: later.number, redo: false }));
            return <Moment key={step.number} step={step} state={later ? "done" : "now"} onRestore={onRestore} />;
          })}
          <li className={styles.moment} data-state={oldest ? "done" : "now"}>
            <Mark isNow={!oldest} />
            <span className={styles.words}>{undoWords.beginning}</span>
            {oldest ? (
              <Restore what={undoWords.beginning} onPress={() => onRestoring({ number: oldest.number, redo: false })} />
            ) : (
              <Badge tone="accent">{undoWords.now}</Badge>
            )}
          </li>
        </ol>
      )}
    </>
  );
}

interface MomentProps {
  step: Step;
  state: "done" | "now" | "undone";
  onRestore: (() => void) | undefined;
}

function Moment({ step, state, onRestore }: MomentProps) {
  const what = visibleText(undoWords.step(step.deed));
  return (
    <li className={styles.moment} data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <Mark isNow={state === "now"} />
      <span className={styles.words}>
        <span className={styles.deed} title={what}>
          {what}
        </span>
        <span className={styles.time}>
          <RelativeTime time={step.time} />
          {state === "undone" && ` · ${undoWords.isUndone}`}
        </span>
      </span>
      {onRestore ? <Restore what={what} onPress={onRestore} /> : <Badge tone="accent">{undoWords.now}</Badge>}
    </li>
  );
}

function Mark({ isNow }: { isNow: boolean }) {
  return <span className={styles.mark}>{isNow && <CircleDot size="1.4rem" aria-hidden />}</span>;
}

function Restore({ what, onPress }: { what: string; onPress: () => void }) {
  return (
    <Button size="small" tone="quiet" aria-label={undoWords.restoreOf(what)} onPress={onPress}>
      {undoWords.restore}
    </Button>
  );
}
