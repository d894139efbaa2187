/** The place at the right, of a commit or of what is not committed yet: the keyboard comes with Enter and goes back with Escape. */
import type { KeyboardEvent, ReactNode, RefObject } from "react";

import type { FileOfSide } from "../../data/changes";
import type { ComparedFile, FileOfCommit } from "../../data/differences";
import type { Refs } from "../../host/api.gen";
import { changesWords } from "../../text/changes";
import { commitWords } from "../../text/commit";
import { labelsAt, pillsOf } from "./history/pills";
import { AllPills } from "./history/RefPills";
import styles from "./RepositoryView.module.css";

/** Opens differences in the centre; the keyboard that passes by only takes open ones along. */
export type OpenDiff = (file: ComparedFile, by: "enter" | "click" | "moved") => void;

/** What the commit panel needs. */
export interface CommitPlace {
  readonly commit: string | undefined;
  readonly refs: ReactNode;
  /** The file whose differences are shown in the centre. */
  readonly shown: FileOfCommit | undefined;
  readonly onOpen: OpenDiff;
  readonly onCommit: (commit: string) => void;
  readonly onClose: () => void;
}

/** What the panel of uncommitted changes needs. */
export interface ChangesPlace {
  /** The file whose differences are shown in the centre. */
  readonly shown: FileOfSide | undefined;
  readonly onOpen: OpenDiff;
  readonly onClose: () => void;
}

interface DetailsProps {
  ref: RefObject<HTMLDivElement | null>;
  refs: Refs | undefined;
  commit: string | undefined;
  /** What is not committed yet stands here instead of a commit. */
  isWork: boolean;
  shown: ComparedFile | undefined;
  commitPanel: (place: CommitPlace) => ReactNode;
  changesPanel: (place: ChangesPlace) => ReactNode;
  onCommit: (commit: string) => void;
  onOpen: OpenDiff;
  onClose: () => void;
  onBack: () => void;
}

export function Details(props: DetailsProps) {
  const { ref, refs, commit, isWork, shown, commitPanel, changesPanel, onCommit, onOpen, onClose, onBack } = props;
  const pills = refs && commit !== undefined ? pillsOf(labelsAt(refs, commit)) : [];
  const side = shown && "side" in shown ? shown : undefined;
  const file = shown && "before" in shown ? shown : undefined;
  const labels = pills.length > 0 ? <AllPills pills={pills} /> : null;
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
      aria-label={isWork ? changesWords.label : commitWords.label}
      onKeyDown={press}
    >
      {isWork
        ? changesPanel({ shown: side, onOpen, onClose })
        : commitPanel({ commit, refs: labels, shown: file, onOpen, onCommit, onClose })}
    </div>
  );
}
