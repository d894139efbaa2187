/** Where a pull request comes from and where it goes; plainly said where that is gone. */
import { ArrowRight, GitBranch } from "lucide-react";

import type { PullRequest, PullRequestEnd } from "../../host/api.gen";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { pullRequestWords } from "../../text/pull_requests";
import styles from "./Branches.module.css";

export function Branches({ pullRequest: { from, to, repository } }: { pullRequest: PullRequest }) {
  const elsewhere = (end: PullRequestEnd) =>
    end.repository !== null &&
    (end.repository.project !== repository.project || end.repository.slug !== repository.slug);
  return (
    <div className={styles.branches}>
      <p className={styles.line}>
        <End end={from} label={pullRequestWords.from} withRepository={elsewhere(from)} />
        <ArrowRight size="1.5rem" role="img" aria-label={pullRequestWords.into} />
        <End end={to} label={pullRequestWords.into} withRepository={elsewhere(to)} />
      </p>
      {from.repository === null && <p className={styles.gone}>{pullRequestWords.sourceRepositoryGone}</p>}
      {from.repository !== null && from.deleted && <p className={styles.gone}>{pullRequestWords.sourceDeleted}</p>}
      {to.deleted && <p className={styles.gone}>{pullRequestWords.targetDeleted}</p>}
    </div>
  );
}

function End({ end, label, withRepository }: { end: PullRequestEnd; label: string; withRepository: boolean }) {
  const { branch, repository, deleted } = end;
  return (
    <span
      className={styles.branch}
      data-gone={deleted || repository === null || undefined}
      title={`${label} ${visibleText(branch)}`}
    >
      <GitBranch size="1.4rem" aria-hidden />
      <span className={styles.name}>
        {withRepository && repository && (
          <span className={styles.repository}>
            <HostileText text={`${repository.project}/${repository.slug}`} />:
          </span>
        )}
        <HostileText text={branch} />
      </span>
    </span>
  );
}
