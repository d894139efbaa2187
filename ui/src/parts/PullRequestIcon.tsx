/** The state of a pull request as a shape and a colour. Ornament: whoever shows it says the state in words as well. */
import { CircleHelp, GitMerge, GitPullRequest, GitPullRequestClosed, GitPullRequestDraft } from "lucide-react";

import styles from "./PullRequestIcon.module.css";

const icons = {
  open: GitPullRequest,
  draft: GitPullRequestDraft,
  merged: GitMerge,
  declined: GitPullRequestClosed,
  unknown: CircleHelp,
};

export function PullRequestIcon({ state, size = "1.5rem" }: { state: keyof typeof icons; size?: string }) {
  const Icon = icons[state];
  return <Icon className={styles.icon} data-state={state} size={size} aria-hidden />;
}
