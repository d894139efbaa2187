/** What Undo and Redo would do now: the same for buttons, shortcuts and the palette. */
import { usePlaces } from "../data/places";
import { useOwnOnly, useRedoStep, useUndo, useUndoStep } from "../data/undo";
import type { RepositoryId } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import { toolWords } from "../text/frame";
import { undoWords } from "../text/undo";

export interface UndoAct {
  /** `Undo: stage 3 files`; `Undo` where there is nothing. */
  readonly name: string;
  /** Why it can't be done now. */
  readonly reason: string | null;
  readonly run: () => void;
}

export function useUndoActs(repository: RepositoryId | null): { undo: UndoAct; redo: UndoAct } {
  const { data } = useUndo(repository);
  const undoStep = useUndoStep(repository ?? "");
  const redoStep = useRedoStep(repository ?? "");
  const ownOnly = useOwnOnly(repository ?? "", usePlaces().restore);
  const done = data?.done[0];
  const undone = data?.undone[0];
  const missing = repository === null ? toolWords.needsRepository : null;
  return {
    undo: {
      name: done ? visibleText(undoWords.undoThis(done.deed)) : undoWords.undo,
      reason: missing ?? (done ? null : undoWords.nothingToUndo),
      run: () => done && ownOnly(done, false, undoStep),
    },
    redo: {
      name: undone ? visibleText(undoWords.redoThis(undone.deed)) : undoWords.redo,
      reason: missing ?? (undone ? null : undoWords.nothingToRedo),
      run: () => undone && ownOnly(undone, true, redoStep),
    },
  };
}
