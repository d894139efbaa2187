/** The menu entry that leads to the webhooks of a repository on a host: there, with the reason where the right is missing. */
import { Webhook } from "lucide-react";

import { visibleText } from "../parts/hostile";
import type { MenuEntry } from "../parts/Menu";
import { webhookWords as words } from "../text/webhooks";
import { type HostPlace, usePlaces } from "./places";
import { useMayNotAdminister } from "./webhooks";

export function useWebhooksEntry(): (place: HostPlace) => readonly MenuEntry[] {
  const places = usePlaces();
  const mayNot = useMayNotAdminister();
  return (place) => {
    const { project, slug } = place.repository;
    return [
      "separator",
      {
        id: "webhooks",
        label: words.showOf(visibleText(`${project}/${slug}`)),
        icon: Webhook,
        reason: mayNot(place.account) ? words.noRight : null,
        onSelect: () => places.showWebhooks(place),
      },
    ];
  };
}
