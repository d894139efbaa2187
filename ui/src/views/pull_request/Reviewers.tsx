/** Everybody asked to review, each with a verdict as shape, colour and word; and the others who took part. */
import { Check, Clock, type LucideIcon, Minus } from "lucide-react";

import type { PullRequest, Reviewer, ReviewVerdict, User } from "../../host/api.gen";
import { Avatar } from "../../parts/Avatar";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { MarkedAvatar } from "../../parts/MarkedAvatar";
import { pullRequestWords, verdictWords } from "../../text/pull_requests";
import styles from "./Reviewers.module.css";

const marks = { approved: "yes", needsWork: "no", waiting: "none" } as const;
const icons: Record<ReviewVerdict, LucideIcon> = { approved: Check, needsWork: Minus, waiting: Clock };
/** Those who object come first: they decide what happens next. */
const order: Record<ReviewVerdict, number> = { needsWork: 0, waiting: 1, approved: 2 };

export function Reviewers({ pullRequest: { reviewers, participants } }: { pullRequest: PullRequest }) {
  const sorted = reviewers.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
  const given = reviewers.filter(({ verdict }) => verdict === "approved").length;
  return (
    <>
      <section className={styles.section} aria-labelledby="reviewers">
        <header className={styles.head}>
          <h2 id="reviewers">{pullRequestWords.reviewers}</h2>
          {reviewers.length > 0 && <span>{pullRequestWords.approvals(given, reviewers.length)}</span>}
        </header>
        {reviewers.length === 0 ? (
          <p className={styles.none}>{pullRequestWords.noReviewers}</p>
        ) : (
          <ul className={styles.list}>
            {sorted.map((reviewer) => (
              <ReviewerRow key={reviewer.user.slug} reviewer={reviewer} />
            ))}
          </ul>
        )}
      </section>
      {participants.length > 0 && (
        <section className={styles.section} aria-labelledby="participants">
          <header className={styles.head}>
            <h2 id="participants">{pullRequestWords.participants}</h2>
          </header>
          <ul className={styles.list}>
            {participants.map((user) => (
              <li key={user.slug} className={styles.row}>
                <Avatar name={user.displayName} size={24} />
                <Name user={user} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ReviewerRow({ reviewer: { user, verdict, outdated } }: { reviewer: Reviewer }) {
  const Icon = icons[verdict];
  return (
    <li className={styles.row}>
      <MarkedAvatar name={user.displayName} mark={marks[verdict]} old={outdated} size={24} />
      <Name user={user} />
      <span
        className={styles.verdict}
        data-verdict={verdict}
        title={outdated ? pullRequestWords.outdatedHint : undefined}
      >
        <Icon size="1.3rem" aria-hidden />
        <span>
          {verdictWords[verdict]}
          {outdated && <span className={styles.outdated}>{pullRequestWords.outdated}</span>}
        </span>
      </span>
    </li>
  );
}

function Name({ user: { displayName, name, active } }: { user: User }) {
  return (
    <span className={styles.name} data-inactive={!active || undefined} title={visibleText(`${displayName} (${name})`)}>
      <HostileText text={displayName} />
      {!active && (
        <span className={styles.inactive} title={pullRequestWords.inactiveHint}>
          {pullRequestWords.inactive}
        </span>
      )}
    </span>
  );
}
