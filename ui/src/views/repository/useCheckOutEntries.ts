/** What menus offer for whatever can be checked out: here, or in a work tree of its own. */
import { Check, FolderPlus } from "lucide-react";

import { useAddWorktree, useCheckOut } from "../../data/checkouts";
import type { CheckoutTarget, RepositoryId } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import type { MenuAction } from "../../parts/Menu";
import { checkoutWords as words, targetName } from "../../text/checkouts";

/** `isNamed`: among others of a commit, so each says what it is about. */
export function useCheckOutEntries(
  id: RepositoryId,
): (target: CheckoutTarget, isCurrent?: boolean, isNamed?: boolean) => MenuAction[] {
  const checkOut = useCheckOut();
  const addWorktree = useAddWorktree();
  return (target, isCurrent = false, isNamed = false) => {
    const name = visibleText(targetName(target));
    const here = target.kind === "commit" ? words.checkOutCommit : isNamed ? words.checkOutNamed(name) : words.checkOut;
    const reason = isCurrent ? words.isCurrent : null;
    return [
      { id: `check out ${name}`, label: here, icon: Check, reason, onSelect: () => checkOut(id, target) },
      {
        id: `work tree ${name}`,
        label: isNamed && target.kind !== "commit" ? words.worktreeNamed(name) : words.worktree,
        icon: FolderPlus,
        reason,
        onSelect: () => addWorktree(id, target),
      },
    ];
  };
}
