/** Shows a commit in the graph of an open repository, from wherever it was named: the breadcrumb, the palette. */
import { useEffect, useEffectEvent } from "react";

import type { RepositoryId } from "../host/api.gen";

const ears = new Map<RepositoryId, (commit: string) => void>();

/** Chooses a commit in the repository's tab; false where that tab is not in front. */
export function revealCommit(id: RepositoryId, commit: string): boolean {
  const show = ears.get(id);
  show?.(commit);
  return show !== undefined;
}

/** Hears such wishes while the repository is in sight. */
export function useReveals(id: RepositoryId, show: (commit: string) => void) {
  const heard = useEffectEvent(show);
  useEffect(() => {
    const hear = (commit: string) => heard(commit);
    ears.set(id, hear);
    return () => {
      if (ears.get(id) === hear) ears.delete(id);
    };
  }, [id]);
}
