/** What differs: lines, pictures, or in words what can't be shown as lines. */
import { FileCheck, FileWarning, FolderGit2 } from "lucide-react";

import type { DiffOptions } from "../../data/diff_options";
import type { ShownDiff } from "../../data/differences";
import type { ChangeChoice, ChangeSide, FileDiff, RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { diffWords } from "../../text/diff";
import { BinaryView } from "./BinaryView";
import type { Fact } from "./DiffFoot";
import { DiffText } from "./DiffText";
import styles from "./DiffView.module.css";
import { LfsDiff } from "./LfsDiff";

export interface DiffContentProps {
  repository: RepositoryId;
  shown: ShownDiff;
  /** None where lines can only be read: those of a commit. */
  side: ChangeSide | undefined;
  /** Lines can only be read just now. */
  isStill: boolean;
  /** The line to begin at, from 1; none: the first change. */
  begin?: number | undefined;
  /** What one can do with lines, or why nothing. */
  hint: string;
  options: DiffOptions;
  /** Reads also what is too long to be read unasked. */
  onAll: () => void;
  onMove: (choice: ChangeChoice) => void;
  /** Asks before it gives up. */
  onDiscard: (title: string, choice: ChangeChoice) => void;
  /** What is unusual about the file. */
  facts: readonly Fact[];
}

export function DiffContentView(props: Omit<DiffContentProps, "facts">) {
  const { repository, shown, options, onAll } = props;
  const { diff } = shown;
  const { content } = diff;
  switch (content.kind) {
    case "text": {
      if (content.hunks.length === 0) return <NoLines diff={diff} options={options} />;
      const encoding = diffWords.encoding[content.encoding];
      const facts = [...(encoding ? [encoding] : []), ...(options.spaces === "ignored" ? [diffWords.ignored] : [])];
      return (
        <>
          {diff.modeBefore !== diff.modeAfter && diff.modeBefore !== null && diff.modeAfter !== null && (
            <p className={styles.mode}>{modeWords(diff)}</p>
          )}
          <DiffText {...props} hunks={content.hunks} leftOut={content.leftOut} total={content.lines} facts={facts} />
        </>
      );
    }
    case "binary":
      return <BinaryView repository={repository} shown={shown} content={content} />;
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
    case "lfs":
      return <LfsDiff repository={repository} side={props.side} before={content.before} after={content.after} />;
    case "submodule":
      return (
        <EmptyState icon={FolderGit2} title={diffWords.submoduleTitle}>
          <p>{diffWords.submodule(content)}</p>
          {content.dirty && <p>{diffWords.dirty}</p>}
        </EmptyState>
      );
  }
}

/** A file without a changed line: only its mode is another, it is empty, or what differs is ignored. */
function NoLines({ diff, options }: { diff: FileDiff; options: DiffOptions }) {
  const mode = modeWords(diff);
  if (options.spaces === "ignored" && diff.modeBefore !== null && diff.modeAfter !== null && mode === undefined) {
    return (
      <EmptyState
        icon={FileCheck}
        title={diffWords.onlySpaces}
        action={<Button onPress={() => options.setSpaces("shown")}>{diffWords.showSpaces}</Button>}
      >
        {diffWords.ignored.hint}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={FileCheck} title={mode ?? emptyWords(diff)}>
      {diff.modeBefore !== null && diff.modeAfter !== null && diffWords.onlyMode}
    </EmptyState>
  );
}

function modeWords({ modeBefore, modeAfter }: FileDiff): string | undefined {
  if (modeBefore === null || modeAfter === null || modeBefore === modeAfter) return undefined;
  return diffWords.modeChanged(modeBefore, modeAfter);
}

function emptyWords({ modeBefore, modeAfter }: FileDiff): string {
  if (modeBefore === null && modeAfter !== null) return diffWords.emptyNew;
  return modeAfter === null ? diffWords.emptyGone : diffWords.nothingDiffers;
}
