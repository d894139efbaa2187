/** The place of the commit panel: the keyboard comes here with Enter and goes back with Escape. */
import type { KeyboardEvent, ReactNode, RefObject } from "react";

import type { Refs } from "../../host/api.gen";
import { commitWords } from "../../text/commit";
import { labelsAt, pillsOf } from "./history/pills";
import { AllPills } from "./history/RefPills";
import styles from "./RepositoryView.module.css";

/** What the commit panel needs. */
export interface CommitPlace {
  readonly commit: string | undefined;
  readonly refs: ReactNode;
  readonly onCommit: (commit: string) => void;
  readonly onClose: () => void;
}

interface DetailsProps {
  ref: RefObject<HTMLDivElement | null>;
  refs: Refs | undefined;
  commit: string | undefined;
  commitPanel: (place: CommitPlace) => ReactNode;
  onCommit: (commit: string) => void;
  onClose: () => void;
  onBack: () => void;
}

export function Details({ ref, refs, commit, commitPanel, onCommit, onClose, onBack }: DetailsProps) {
  const pills = refs && commit !== undefined ? pillsOf(labelsAt(refs, commit)) : [];
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <div
      ref={ref}
      className={styles.details}
      tabIndex={-1}
      role="region"
      aria-label={commitWords.label}
      onKeyDown={press}
    >
      {commitPanel({ commit, refs: pills.length > 0 ? <AllPills pills={pills} /> : null, onCommit, onClose })}
    </div>
  );
}
