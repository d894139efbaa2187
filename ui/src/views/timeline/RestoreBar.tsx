/** Asks before a state is gone to: names the commits that leave the branch, the files that change, and the commands of Git. */
import { useFaultViews } from "../../data/faults";
import type { Restoring } from "../../data/places";
import { useRedoStep, useUndoOutlook, useUndoStep } from "../../data/undo";
import type { RepositoryId, UndoOutlook, UndoState } from "../../host/api.gen";
import { AskBar, type AskGroup } from "../../parts/AskBar";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { undoWords } from "../../text/undo";
import styles from "./Timeline.module.css";

interface RestoreBarProps {
  repository: RepositoryId;
  restoring: Restoring;
  state: UndoState;
  onDone: () => void;
}

export function RestoreBar({ repository, restoring, state, onDone }: RestoreBarProps) {
  const { data, error, refetch } = useUndoOutlook(repository, restoring);
  const undo = useUndoStep(repository);
  const redo = useRedoStep(repository);
  const faults = useFaultViews();
  if (error && !data) return <ErrorState {...faults(error, () => void refetch())} inline />;
  if (!data) return null;
  const groups = groupsOf(data);
  const title = visibleText(undoWords.ask(stateWords(restoring, state)));
  return (
    <div className={styles.ask}>
      <AskBar
        title={title}
        groups={groups}
        command={data.command === null ? undefined : { label: undoWords.command, text: data.command }}
        act={undoWords.act}
        keep={undoWords.keep}
        onAct={() => {
          (restoring.redo ? redo : undo)(restoring.number);
          onDone();
        }}
        onKeep={onDone}
      >
        {groups.length === 0 && `${undoWords.onlyStaging} `}
        {restoring.redo ? undoWords.forthText : undoWords.backText}
      </AskBar>
    </div>
  );
}

/** The state by the step that led to it. Hostile. */
function stateWords({ number, redo }: Restoring, { done, undone }: UndoState): string {
  // Going back to a state means undoing the step that came next.
  const before = done.find((step) => step.number < number);
  const step = redo ? undone.find((one) => one.number === number) : before;
  return step ? undoWords.step(step.deed) : undoWords.beginning;
}

function groupsOf({ commits, commitsTotal, files, filesTotal }: UndoOutlook): AskGroup[] {
  const rest = (shown: number, total: number, words: (count: number) => string) =>
    shown < total ? words(total - shown) : undefined;
  return [
    ...(commitsTotal > 0
      ? [
          {
            title: undoWords.leaving(commitsTotal),
            names: commits.map(undoWords.commit),
            more: rest(commits.length, commitsTotal, undoWords.moreCommits),
          },
        ]
      : []),
    ...(filesTotal > 0
      ? [
          {
            title: undoWords.files(filesTotal),
            names: files,
            more: rest(files.length, filesTotal, undoWords.moreFiles),
          },
        ]
      : []),
  ];
}
