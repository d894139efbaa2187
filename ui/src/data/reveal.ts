/** Shows something in an open repository, from wherever it was named: breadcrumb, palette, a link. */
import { useEffect, useEffectEvent } from "react";

import type { FileAt } from "./differences";
import type { AccountId, RepositoryId, RepositoryPath } from "../host/api.gen";

/** What is to be seen. */
export type Sight =
  /** What is not committed yet. */
  | { readonly kind: "work" }
  | { readonly kind: "commit"; readonly commit: string }
  | { readonly kind: "file"; readonly file: FileAt }
  | {
      readonly kind: "pullRequest";
      readonly account: AccountId;
      readonly repository: RepositoryPath;
      readonly number: number;
    };

const ears = new Map<RepositoryId, (sight: Sight) => void>();
/** Of repositories whose tab is not in front yet. */
const waiting = new Map<RepositoryId, Sight>();

/** Chooses a commit in the repository's tab; false where that tab is not in front. */
export function revealCommit(id: RepositoryId, commit: string): boolean {
  return reveal(id, { kind: "commit", commit });
}

/** Chooses what is not committed yet. */
export function revealChanges(id: RepositoryId): void {
  reveal(id, { kind: "work" });
}

/** Shows it now, or as soon as the repository's tab is in front. */
export function revealOnceOpen(id: RepositoryId, sight: Sight): void {
  if (!reveal(id, sight)) waiting.set(id, sight);
}

function reveal(id: RepositoryId, sight: Sight): boolean {
  const show = ears.get(id);
  show?.(sight);
  return show !== undefined;
}

/** Hears such wishes while the repository is in sight. */
export function useReveals(id: RepositoryId, show: (sight: Sight) => void) {
  const heard = useEffectEvent(show);
  useEffect(() => {
    const hear = (sight: Sight) => heard(sight);
    ears.set(id, hear);
    const sight = waiting.get(id);
    waiting.delete(id);
    if (sight) hear(sight);
    return () => {
      if (ears.get(id) === hear) ears.delete(id);
    };
  }, [id]);
}
