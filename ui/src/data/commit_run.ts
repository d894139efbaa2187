/** A commit that is being made: it may take minutes where hooks run, and outlives the view that began it. */
import { useQueryClient } from "@tanstack/react-query";

import type { CommitDraft, Fault, RepositoryId } from "../host/api.gen";
import { useAct } from "./ask";
import { hearLastWords, hushHooks } from "./hooks";
import { keepIn, useKeptValue } from "./kept";

interface CommitState {
  readonly isPending: boolean;
  /** Why the last one failed; none where it was only cancelled. */
  readonly error: Fault | null;
}

interface CommitEnds {
  readonly onSuccess: () => void;
  readonly onCancelled: (fault: Fault) => void;
}

/** Makes commits from the index of one repository, one at a time. */
export interface CommitRun extends CommitState {
  readonly make: (draft: CommitDraft, ends: CommitEnds) => void;
  /** Puts away the fault and what the hooks said. */
  readonly forget: () => void;
}

const idle: CommitState = { isPending: false, error: null };

/** The commit of a repository: begins it, and knows how it stands, also after the view was away. */
export function useCommitRun(id: RepositoryId): CommitRun {
  const client = useQueryClient();
  const name = `commit run ${id}`;
  const state = useKeptValue(name, idle);
  const act = useAct("commit_changes");
  const become = (next: CommitState) => keepIn<CommitState>(client, name, () => next);
  const forget = () => {
    hushHooks(client, id);
    become(idle);
  };
  const make = (draft: CommitDraft, { onSuccess, onCancelled }: CommitEnds) => {
    hushHooks(client, id);
    become({ isPending: true, error: null });
    act.mutate(
      { id, draft },
      {
        onSuccess: () => {
          forget();
          onSuccess();
        },
        onError: (fault) => {
          if (fault.kind === "cancelled") {
            forget();
            return onCancelled(fault);
          }
          if (fault.kind === "hook") hearLastWords(client, id, fault.name, fault.output);
          become({ isPending: false, error: fault });
        },
      },
    );
  };
  return { ...state, make, forget };
}
