/** Takes a pull request to the files: here, or into a work tree of its own. */
import { ChevronDown, GitBranch } from "lucide-react";

import { useAddWorktree, useCheckOut } from "../../data/checkouts";
import { usePrebuildEntries } from "../../data/prebuilds_entry";
import type { AccountId, PullRequest, RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { Menu, MenuTrigger } from "../../parts/Menu";
import { checkoutWords as words } from "../../text/checkouts";
import styles from "./CheckOut.module.css";

/** What parts of the page need to act on it. */
export interface OfPullRequest {
  here: RepositoryId;
  account: AccountId;
  pullRequest: PullRequest;
}

export function CheckOut(props: OfPullRequest) {
  const { checkOut, addWorktree } = usePullRequestCheckOut(props);
  const { account, here, pullRequest } = props;
  const { repository, number } = pullRequest;
  const prebuilds = usePrebuildEntries(here)({ kind: "pullRequest", account, repository, number });
  const entry = {
    id: "worktree",
    label: words.worktree,
    description: words.worktreeHint,
    onSelect: addWorktree,
  };
  return (
    <span className={styles.both}>
      <Button size="small" tone="primary" icon={GitBranch} onPress={checkOut}>
        {words.checkOut}
      </Button>
      <MenuTrigger>
        <IconButton label={words.otherWays} icon={ChevronDown} size="small" />
        <Menu label={words.otherWays} entries={[entry, "separator", ...prebuilds]} placement="bottom end" />
      </MenuTrigger>
    </span>
  );
}

/** The same for a click on the branch. */
export function usePullRequestCheckOut({ here, account, pullRequest: { repository, number } }: OfPullRequest) {
  const checkOut = useCheckOut();
  const addWorktree = useAddWorktree();
  const target = { kind: "pullRequest", account, repository, number } as const;
  return { checkOut: () => checkOut(here, target), addWorktree: () => addWorktree(here, target) };
}
