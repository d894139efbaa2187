/** What Fetch and Push would do now: the same for buttons, shortcuts and the palette. */
import { useIsArchived } from "../data/host_places";
import { usePlaces } from "../data/places";
import { useFetchRemotes, usePushBranch, usePushOutlook } from "../data/sync";
import type { RepositoryId } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import { toolWords } from "../text/frame";
import { syncWords } from "../text/sync";

export interface SyncAct {
  readonly name: string;
  /** Why it can't be done now. */
  readonly reason: string | null;
  readonly run: () => void;
}

export interface SyncActs {
  readonly fetch: SyncAct;
  readonly push: SyncAct;
  readonly pushUnasked: SyncAct;
}

export function useSyncActs(repository: RepositoryId | null): SyncActs {
  const { data: outlook, error } = usePushOutlook(repository);
  const places = usePlaces();
  const fetch = useFetchRemotes();
  const push = usePushBranch();
  const missing = repository === null ? toolWords.needsRepository : null;
  const refused = error?.kind === "refused" ? visibleText(error.detail).replace(/\.$/, "") : null;
  const isArchived = useIsArchived(repository, outlook?.remote);
  const archived = isArchived && outlook ? visibleText(syncWords.archived(outlook.remote)) : null;
  const pushing = missing ?? refused ?? archived ?? (outlook ? null : toolWords.loading);
  const act = (name: string, reason: string | null, run: (id: RepositoryId) => void): SyncAct => ({
    name,
    reason,
    run: () => repository !== null && run(repository),
  });
  const name = outlook ? visibleText(syncWords.push(outlook.branch, outlook.remote)) : toolWords.push;
  return {
    fetch: act(syncWords.fetch, missing, fetch),
    push: act(name, pushing, (id) => (outlook?.asks ? places.showPush(id) : push(id, false))),
    pushUnasked: act(syncWords.pushUnasked, pushing, (id) => push(id, true)),
  };
}
