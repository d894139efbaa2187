/** Whether it can be merged, as far as the server said; or what became of it. */
import { CircleCheck, CircleHelp, GitMerge, GitPullRequestClosed, type LucideIcon, TriangleAlert } from "lucide-react";

import type { PullRequest } from "../../host/api.gen";
import { pullRequestWords } from "../../text/pull_requests";
import styles from "./Side.module.css";

interface Outlook {
  icon: LucideIcon;
  tone: "good" | "bad" | "done" | "unknown";
  words: string;
}

export function MergeOutlook({ pullRequest }: { pullRequest: PullRequest }) {
  const { icon: Icon, tone, words } = outlookOf(pullRequest);
  return (
    <section className={styles.section} aria-labelledby="merge">
      <h2 id="merge">{pullRequestWords.merge}</h2>
      <p className={styles.line} data-tone={tone}>
        <Icon size="1.6rem" aria-hidden />
        {words}
      </p>
    </section>
  );
}

function outlookOf({ state, merge }: PullRequest): Outlook {
  if (state === "merged") return { icon: GitMerge, tone: "done", words: pullRequestWords.mergedText };
  if (state === "declined")
    return { icon: GitPullRequestClosed, tone: "unknown", words: pullRequestWords.declinedText };
  switch (merge) {
    case "clean":
      return { icon: CircleCheck, tone: "good", words: pullRequestWords.canMerge };
    case "conflicted":
      return { icon: TriangleAlert, tone: "bad", words: pullRequestWords.conflicted };
    case "unknown":
      return { icon: CircleHelp, tone: "unknown", words: pullRequestWords.mergeUnknown };
  }
}
