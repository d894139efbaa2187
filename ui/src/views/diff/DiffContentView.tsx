/** What differs: lines, or in words what can't be shown as lines. */
import { Binary, FileCheck, FileWarning, FolderGit2 } from "lucide-react";

import type { ChangeChoice, ChangeSide, FileDiff, FilePath } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { diffWords } from "../../text/diff";
import { DiffText } from "./DiffText";
import styles from "./DiffView.module.css";

export interface DiffContentProps {
  diff: FileDiff;
  side: ChangeSide;
  path: FilePath;
  /** Lines can only be read. */
  isStill: boolean;
  isConflict: boolean;
  /** Reads also what is too long to be read unasked. */
  onAll: () => void;
  onMove: (choice: ChangeChoice) => void;
  /** Asks before it gives up. */
  onDiscard: (title: string, choice: ChangeChoice) => void;
}

export function DiffContentView(props: DiffContentProps) {
  const { diff, onAll } = props;
  const { content } = diff;
  switch (content.kind) {
    case "text":
      if (content.hunks.length === 0) {
        return (
          <EmptyState icon={FileCheck} title={modeWords(diff) ?? emptyWords(diff)}>
            {diff.modeBefore !== null && diff.modeAfter !== null && diffWords.onlyMode}
          </EmptyState>
        );
      }
      return (
        <>
          {diff.modeBefore !== diff.modeAfter && diff.modeBefore !== null && diff.modeAfter !== null && (
            <p className={styles.mode}>{modeWords(diff)}</p>
          )}
          <DiffText {...props} hunks={content.hunks} leftOut={content.leftOut} />
        </>
      );
    case "binary":
      return (
        <EmptyState icon={Binary} title={diffWords.binaryTitle}>
          {diffWords.binaryText(content.sizeBefore, content.sizeAfter)}
        </EmptyState>
      );
    case "tooLarge":
      return (
        <EmptyState
          icon={FileWarning}
          title={diffWords.largeTitle}
          action={<Button onPress={onAll}>{diffWords.showAnyway}</Button>}
        >
          {diffWords.largeText(content.size)}
        </EmptyState>
      );
    case "submodule":
      return (
        <EmptyState icon={FolderGit2} title={diffWords.submoduleTitle}>
          <p>{diffWords.submodule(content)}</p>
          {content.dirty && <p>{diffWords.dirty}</p>}
        </EmptyState>
      );
  }
}

function modeWords({ modeBefore, modeAfter }: FileDiff): string | undefined {
  if (modeBefore === null || modeAfter === null || modeBefore === modeAfter) return undefined;
  return diffWords.modeChanged(modeBefore, modeAfter);
}

function emptyWords({ modeBefore, modeAfter }: FileDiff): string {
  if (modeBefore === null && modeAfter !== null) return diffWords.emptyNew;
  return modeAfter === null ? diffWords.emptyGone : diffWords.nothingDiffers;
}
