/** Where a pull request comes from and where it goes; plainly said where that is gone. */
import { ArrowRight, GitBranch } from "lucide-react";

import type { PullRequestEnd } from "../../host/api.gen";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { checkoutWords } from "../../text/checkouts";
import { pullRequestWords } from "../../text/pull_requests";
import { type OfPullRequest, usePullRequestCheckOut } from "./CheckOut";
import styles from "./Branches.module.css";

export function Branches(props: OfPullRequest) {
  const { from, to, repository } = props.pullRequest;
  const { checkOut } = usePullRequestCheckOut(props);
  const elsewhere = (end: PullRequestEnd) =>
    end.repository !== null &&
    (end.repository.project !== repository.project || end.repository.slug !== repository.slug);
  return (
    <div className={styles.branches}>
      <p className={styles.line}>
        <button
          type="button"
          className={styles.link}
          title={checkoutWords.pullRequestHint(visibleText(from.branch))}
          onClick={checkOut}
        >
          <span className="visually-hidden">{checkoutWords.checkOut} </span>
          <End end={from} label={pullRequestWords.from} withRepository={elsewhere(from)} />
        </button>
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
