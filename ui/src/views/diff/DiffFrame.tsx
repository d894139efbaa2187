/** Where a difference stands: the bars above it, and what is shown while it is read, missing or over. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { KeyboardEvent, ReactNode } from "react";

import type { ShownDiff } from "../../data/differences";
import { useFaultViews } from "../../data/faults";
import type { Fault } from "../../host/api.gen";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { diffWords } from "../../text/diff";
import styles from "./DiffView.module.css";

interface DiffFrameProps {
  /** What a screen reader says of it. */
  label?: (path: string) => string;
  /** As text. */
  path: string;
  answer: UseQueryResult<ShownDiff, Fault>;
  /** What is there belongs to the file before. */
  isOther: boolean;
  /** Nothing of the file is left. */
  isOver?: boolean;
  over?: ReactNode;
  onClose: () => void;
  content: (shown: ShownDiff) => ReactNode;
  /** The bars. */
  children: ReactNode;
}

export function DiffFrame(props: DiffFrameProps) {
  const { label = diffWords.label, path, answer, isOther, isOver = false, over, onClose, content, children } = props;
  const faults = useFaultViews();
  const { data: shown, error } = answer;
  const fault = error && faults(error, () => void answer.refetch());
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <section
      className={styles.view}
      data-differences
      tabIndex={-1}
      aria-label={label(visibleText(path))}
      aria-busy={isOther || undefined}
      onKeyDown={press}
    >
      {children}
      {fault && shown && !isOther && !isOver && <ErrorState {...fault} inline />}
      {isOver ? (
        over
      ) : fault && (!shown || isOther) ? (
        <ErrorState {...fault} />
      ) : !shown ? (
        <LoadingState label={diffWords.loading} />
      ) : (
        content(shown)
      )}
    </section>
  );
}
