/** Menu entries for a repository on a host: forking it, and its webhooks, with the reason where the right is missing. */
import { GitFork, Webhook } from "lucide-react";

import type { RepositoryId } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import type { MenuAction } from "../parts/Menu";
import { forkWords } from "../text/forks";
import { webhookWords } from "../text/webhooks";
import { type HostPlace, usePlaces } from "./places";
import { useMayNotAdminister } from "./webhooks";

interface Asked {
  place: HostPlace;
  /** Its clone here. */
  clone?: RepositoryId;
  archived: boolean;
}

export function useHostEntries(): (asked: Asked) => readonly MenuAction[] {
  const places = usePlaces();
  const mayNot = useMayNotAdminister();
  return ({ place, clone, archived }) => {
    const path = visibleText(`${place.repository.project}/${place.repository.slug}`);
    return [
      {
        id: "fork",
        label: forkWords.fork(path),
        icon: GitFork,
        onSelect: () => places.showFork({ ...place, clone: clone ?? null }),
      },
      {
        id: "webhooks",
        label: webhookWords.showOf(path),
        icon: Webhook,
        reason: mayNot(place.account) ? webhookWords.noRight : archived ? webhookWords.archived : null,
        onSelect: () => places.showWebhooks(place),
      },
    ];
  };
}
