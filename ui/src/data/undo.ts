/** Undo: what was done in a repository, and going back and forth in it. */
import { useQueryClient } from "@tanstack/react-query";

import type { RepositoryId, Step, UndoOutlook, UndoState } from "../host/api.gen";
import { undoWords } from "../text/undo";
import { keyOf, useAct, useAnswer } from "./ask";
import { type Draft, draftName, emptyDraft, givenBack, takenAgain } from "./commit_draft";
import { keepIn } from "./kept";
import { useNotices, useReport } from "./notices";
import type { Restoring } from "./places";

const none: UndoState = { done: [], undone: [], message: null };

/** What can be undone and redone. */
export function useUndo(id: RepositoryId | null) {
  return useAnswer("get_undo", { id: id ?? "" }, { enabled: id !== null });
}

/** What undoing down to a step, or redoing up to it, would do; asked while somebody considers it. */
export function useUndoOutlook(id: RepositoryId, { number, redo }: Restoring) {
  return useAnswer("get_undo_outlook", { id, number, redo });
}

/**
 * Goes on with a single step, unless a commit would leave the branch that is not only the person's own: then `ask` is called
 * instead. What else a step takes away, the next press brings back.
 */
export function useOwnOnly(id: RepositoryId, ask: (restoring: Restoring) => void) {
  const look = useAct("get_undo_outlook");
  const report = useReport();
  return (step: Step, redo: boolean, go: (number: number) => void) => {
    const { number, deed } = step;
    if (deed.kind !== "commit" && deed.kind !== "amend") return go(number);
    const onSuccess = ({ commits }: UndoOutlook) =>
      commits.some(({ byOther, published }) => byOther || published) ? ask({ number, redo }) : go(number);
    look.mutate({ id, number, redo }, { onSuccess, onError: report });
  };
}

/** Undoes the steps from the newest down to one, says so, and offers to take it back. */
export function useUndoStep(id: RepositoryId): (number: number) => void {
  return useSteps(id).undo;
}

/** Does undone steps again, from the oldest up to one, says so, and offers to undo them. */
export function useRedoStep(id: RepositoryId): (number: number) => void {
  return useSteps(id).redo;
}

function useSteps(id: RepositoryId) {
  const client = useQueryClient();
  const undoing = useAct("undo_step");
  const redoing = useAct("redo_step");
  const report = useReport();
  const { notify } = useNotices();
  const before = () => client.getQueryData<UndoState>(keyOf("get_undo", { id })) ?? none;
  const tell = (title: string, steps: readonly Step[], label: string, onPress: () => void) =>
    notify({ id: `undo ${id}`, tone: "success", title, text: undoWords.steps(steps), actions: [{ label, onPress }] });
  const write = (change: (draft: Draft) => Draft) =>
    keepIn<Draft>(client, draftName(id), (draft = emptyDraft) => change(draft));
  const keep = (state: UndoState) => client.setQueryData<UndoState>(keyOf("get_undo", { id }), state);

  const undo = (number: number) => {
    const steps = before().done.filter((step) => step.number >= number);
    const newest = steps[0]?.number ?? number;
    const onSuccess = (state: UndoState) => {
      keep(state);
      const { message } = state;
      if (message !== null) write((draft) => givenBack(draft, message));
      tell(undoWords.undone, steps, undoWords.redo, () => redo(newest));
    };
    undoing.mutate({ id, number }, { onSuccess, onError: report });
  };
  const redo = (number: number) => {
    const steps = before().undone.filter((step) => step.number <= number);
    const oldest = steps[0]?.number ?? number;
    const onSuccess = (state: UndoState) => {
      keep(state);
      if (steps.some(({ deed }) => deed.kind === "commit")) write(takenAgain);
      tell(undoWords.redone, steps, undoWords.undo, () => undo(oldest));
    };
    redoing.mutate({ id, number }, { onSuccess, onError: report });
  };
  return { undo, redo };
}
