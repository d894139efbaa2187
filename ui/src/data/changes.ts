/** Changes that are not committed yet: what they are, staging, giving up, committing. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import type { ChangeChoice, ChangeSide, Fault, FilePath, RepositoryId } from "../host/api.gen";
import { useHost } from "../host/context";
import type { Command } from "../host/host";
import { useAct, useAnswer } from "./ask";
import { useReport } from "./notices";

/** Answers that anything outside the window may change: an editor, a build, git on the command line. */
const fromFiles: readonly Command[] = ["get_changes", "get_file_diff", "get_commit_outlook", "get_undo"];

/** What is staged, what is not, and what is unfinished. Nothing is asked while it is not enabled. */
export function useChanges(id: RepositoryId, options: { enabled?: boolean } = {}) {
  return useAnswer("get_changes", { id }, options);
}

/** A file and the two states of it that are compared. */
export interface FileOfSide {
  readonly path: FilePath;
  readonly side: ChangeSide;
}

/** What a commit would meet: author, hooks, the message that was prepared, the one to amend. */
export function useCommitOutlook(id: RepositoryId) {
  return useAnswer("get_commit_outlook", { id });
}

export interface ChangeActs {
  readonly stage: (choice: ChangeChoice, done?: () => void) => void;
  readonly unstage: (choice: ChangeChoice, done?: () => void) => void;
  readonly discard: (choice: ChangeChoice, done?: () => void) => void;
  readonly isPending: boolean;
}

/** Puts changes into the index, takes them out, gives them up. A fault becomes a notice; what moved is read again. */
export function useChangeActs(id: RepositoryId): ChangeActs {
  const stage = useAct("stage_changes");
  const unstage = useAct("unstage_changes");
  const discard = useAct("discard_changes");
  const report = useReport();
  const look = useLookAgain();
  const ears = (done?: () => void) => ({
    onSuccess: () => done?.(),
    onError: (fault: Fault) => {
      if (fault.kind === "moved") look();
      report(fault);
    },
  });
  return {
    stage: (choice, done) => stage.mutate({ id, choice }, ears(done)),
    unstage: (choice, done) => unstage.mutate({ id, choice }, ears(done)),
    discard: (choice, done) => discard.mutate({ id, choice }, ears(done)),
    isPending: stage.isPending || unstage.isPending || discard.isPending,
  };
}

/** Reads again what files decide, in every repository that is looked at. */
export function useLookAgain(): () => void {
  const client = useQueryClient();
  return () => lookAgain(client);
}

/**
 * Reads a repository's changes again when the window comes to the front: the work was done elsewhere. All of it, for what
 * the core was told of the files is a hint.
 */
export function useChangesFollowTheFiles(id: RepositoryId) {
  const client = useQueryClient();
  const host = useHost();
  useEffect(() => {
    const again = () => lookAgain(client, id);
    // A repository that can't be doubted can't be read either: reading says why.
    const look = () =>
      document.visibilityState === "visible" && void host.call("doubt_changes", { id }).then(again, again);
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [client, host, id]);
}

function lookAgain(client: QueryClient, id?: RepositoryId) {
  void client.invalidateQueries(
    {
      predicate: ({ queryKey: [name, args] }) =>
        fromFiles.includes(name as Command) && (id === undefined || (args as { id: RepositoryId }).id === id),
    },
    // An answer that is on its way is as new as one that would be asked for now.
    { cancelRefetch: false },
  );
}
