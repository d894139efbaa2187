/** What a pull request wants: branches, description, and at the right who says what about it. */
import { useOpenLink } from "../../data/application";
import { Avatar } from "../../parts/Avatar";
import { HostileText } from "../../parts/HostileText";
import { Markdown } from "../../parts/Markdown";
import { RelativeTime } from "../../parts/RelativeTime";
import { pullRequestWords } from "../../text/pull_requests";
import { Branches } from "./Branches";
import type { OfPullRequest } from "./CheckOut";
import { MergeOutlook } from "./MergeOutlook";
import styles from "./Overview.module.css";
import { Reviewers } from "./Reviewers";
import { Talk } from "./Talk";

export function Overview(props: OfPullRequest) {
  const { pullRequest } = props;
  const openLink = useOpenLink();
  const { author, created, updated, description } = pullRequest;
  return (
    <div className={styles.overview}>
      <div className={styles.main}>
        <p className={styles.author}>
          <Avatar name={author.displayName} size={24} />
          <span>
            <strong>
              <HostileText text={author.displayName} />
            </strong>
            {!author.active && ` (${pullRequestWords.inactive})`} {pullRequestWords.opened}{" "}
            <RelativeTime time={created} />
            {updated !== created && (
              <>
                , {pullRequestWords.updated} <RelativeTime time={updated} />
              </>
            )}
          </span>
        </p>
        <Branches {...props} />
        <section className={styles.description} aria-label={pullRequestWords.description}>
          {description.trim() === "" ? (
            <p className={styles.none}>{pullRequestWords.noDescription}</p>
          ) : (
            <Markdown text={description} onOpen={openLink} />
          )}
        </section>
      </div>
      <aside className={styles.side}>
        <Reviewers pullRequest={pullRequest} />
        <MergeOutlook pullRequest={pullRequest} />
        <Talk pullRequest={pullRequest} />
      </aside>
    </div>
  );
}
