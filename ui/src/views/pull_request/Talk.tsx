/** How much was said about a pull request, and what is still to be done. */
import { ListChecks, MessageSquare } from "lucide-react";

import type { PullRequest } from "../../host/api.gen";
import { pullRequestWords } from "../../text/pull_requests";
import styles from "./Side.module.css";

export function Talk({ pullRequest: { comments, openTasks } }: { pullRequest: PullRequest }) {
  return (
    <section className={styles.section} aria-labelledby="talk">
      <h2 id="talk">{pullRequestWords.talk}</h2>
      <p className={styles.line}>
        <MessageSquare size="1.6rem" aria-hidden />
        {pullRequestWords.comments(comments)}
      </p>
      <p className={styles.line} data-tone={openTasks > 0 ? "open" : undefined}>
        <ListChecks size="1.6rem" aria-hidden />
        {pullRequestWords.openTasks(openTasks)}
      </p>
    </section>
  );
}
