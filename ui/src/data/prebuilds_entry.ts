/** Menu entries about prebuilds of a branch or a pull request: to begin with them, or to open what is ready. */
import { Hammer, PackageCheck } from "lucide-react";

import type { Followed, RepositoryId } from "../host/api.gen";
import type { MenuAction } from "../parts/Menu";
import { prebuildWords as words } from "../text/prebuilds";
import { usePlaces } from "./places";
import { following, usePrebuildActs, usePrebuilds } from "./prebuilds";

export function usePrebuildEntries(id: RepositoryId): (followed: Followed) => MenuAction[] {
  const { data } = usePrebuilds(id);
  const acts = usePrebuildActs(id);
  const places = usePlaces();
  return (followed) => {
    const one = following(data?.prebuilds ?? [], followed);
    if (!one) return [{ id: "follow", label: words.follow, icon: Hammer, onSelect: () => acts.follow(followed) }];
    return [
      {
        id: "ready",
        label: words.openReady,
        icon: PackageCheck,
        reason: one.commit === null ? words.notYet : null,
        onSelect: () => acts.open(followed),
      },
      { id: "prebuilds", label: words.show, icon: Hammer, onSelect: () => places.showPrebuilds(id) },
    ];
  };
}
