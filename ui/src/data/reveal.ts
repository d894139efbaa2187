/** Shows a commit, or what is not committed yet, in the graph of an open repository, from wherever it was named: breadcrumb, palette. */
import { useEffect, useEffectEvent } from "react";

import type { RepositoryId } from "../host/api.gen";

/** None stands for what is not committed yet. */
const ears = new Map<RepositoryId, (commit: string | null) => void>();

/** Chooses a commit in the repository's tab; false where that tab is not in front. */
export function revealCommit(id: RepositoryId, commit: string): boolean {
  const show = ears.get(id);
  show?.(commit);
  return show !== undefined;
}

/** Chooses what is not committed yet. */
export function revealChanges(id: RepositoryId): void {
  ears.get(id)?.(null);
}

/** Hears such wishes while the repository is in sight. */
export function useReveals(id: RepositoryId, show: (commit: string | null) => void) {
  const heard = useEffectEvent(show);
  useEffect(() => {
    const hear = (commit: string | null) => heard(commit);
    ears.set(id, hear);
    return () => {
      if (ears.get(id) === hear) ears.delete(id);
    };
  }, [id]);
}
