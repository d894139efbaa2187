/** How a line of the side bar looks. */
import { Archive, Boxes, Check, Cloud, Folder, GitBranch, ListFilter, type LucideIcon, Tag } from "lucide-react";
import type { ReactNode } from "react";

import type { Branch, PullRequest } from "../../../host/api.gen";
import { HostileText } from "../../../parts/HostileText";
import { visibleText } from "../../../parts/hostile";
import { MarkedAvatar } from "../../../parts/MarkedAvatar";
import { PullRequestIcon } from "../../../parts/PullRequestIcon";
import { Spinner } from "../../../parts/Spinner";
import { number } from "../../../text/numbers";
import { historyWords, sideBarWords } from "../../../text/history";
import { pullRequestWords, savedFilterWords, verdictWords } from "../../../text/pull_requests";
import type { Thing } from "./side_lines";
import styles from "./SideThing.module.css";

export function SideThing({ thing }: { thing: Thing }) {
  switch (thing.kind) {
    case "section":
      return (
        <Words end={thing.count !== undefined && number(thing.count)}>{sideBarWords.sections[thing.section]}</Words>
      );
    case "folder":
      return (
        <Words icon={Folder} end={number(thing.count)} title={thing.label}>
          <HostileText text={thing.label} />
        </Words>
      );
    case "branch":
      return (
        <Words
          icon={thing.branch.current ? Check : GitBranch}
          strong={thing.branch.current}
          end={<Distance branch={thing.branch} />}
          title={thing.branch.name}
        >
          <HostileText text={thing.label} />
        </Words>
      );
    case "detached":
      return (
        <Words icon={Check} strong end={<code className={styles.sha}>{thing.commit.slice(0, 8)}</code>}>
          {historyWords.headLabel}
        </Words>
      );
    case "remote":
      return (
        <Words icon={Cloud} end={number(thing.remote.branches.length)} title={thing.remote.url}>
          <HostileText text={thing.remote.name} />
        </Words>
      );
    case "remoteBranch":
      return (
        <Words icon={GitBranch} title={thing.fullName}>
          <HostileText text={thing.label} />
        </Words>
      );
    case "tag":
      return (
        <Words icon={Tag} faint={thing.tag.commit === null} title={thing.tag.name}>
          <HostileText text={thing.label} />
        </Words>
      );
    case "stash":
      return (
        <Words icon={Archive} title={thing.stash.message}>
          <HostileText text={thing.stash.message} />
        </Words>
      );
    case "submodule":
      return (
        <Words icon={Boxes} faint={!thing.submodule.present} title={thing.submodule.url}>
          <HostileText text={thing.submodule.path} />
        </Words>
      );
    case "filter":
      return (
        <Words icon={ListFilter} end={thing.count}>
          {savedFilterWords[thing.filter]}
        </Words>
      );
    case "pullRequest":
      return <PullRequestWords pullRequest={thing.pullRequest} elsewhere={thing.elsewhere} />;
    case "note":
      return (
        <span className={styles.note} data-tone={thing.tone} title={thing.text}>
          {thing.tone === "busy" && <Spinner />}
          <span className={styles.name}>{thing.text}</span>
        </span>
      );
  }
}

interface WordsProps {
  icon?: LucideIcon;
  end?: ReactNode;
  strong?: boolean;
  faint?: boolean;
  /** The whole name, hostile; shown while the pointer rests on it. */
  title?: string;
  children: ReactNode;
}

function Words({ icon: Icon, end, strong, faint, title, children }: WordsProps) {
  return (
    <span
      className={styles.words}
      data-strong={strong || undefined}
      data-faint={faint || undefined}
      title={title && visibleText(title)}
    >
      {Icon && <Icon className={styles.icon} size="1.4rem" aria-hidden />}
      <span className={styles.name}>{children}</span>
      {end !== undefined && end !== false && <span className={styles.end}>{end}</span>}
    </span>
  );
}

/** How far a branch is from its upstream. */
function Distance({ branch: { upstream } }: { branch: Branch }) {
  if (!upstream) return null;
  if (upstream.gone)
    return <span title={sideBarWords.upstreamGoneHint(visibleText(upstream.name))}>{sideBarWords.gone}</span>;
  return (
    <>
      {upstream.ahead > 0 && <span className={styles.ahead}>{number(upstream.ahead)}↑</span>}
      {upstream.behind > 0 && <span className={styles.behind}>{number(upstream.behind)}↓</span>}
    </>
  );
}

/** Reviewers that fit into the line. */
const faces = 2;
/** Those who object come first, then those who agreed. */
const order = { needsWork: 0, approved: 1, waiting: 2 } as const;
const marks = { approved: "yes", needsWork: "no", waiting: "none" } as const;

function PullRequestWords({ pullRequest, elsewhere }: { pullRequest: PullRequest; elsewhere: boolean }) {
  const { number: shown, title, state, draft, reviewers, repository } = pullRequest;
  const sorted = reviewers.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
  const where = elsewhere ? `${repository.slug} ` : "";
  return (
    <span className={styles.words} title={`${visibleText(where)}#${shown} ${visibleText(title)}`}>
      <PullRequestIcon state={draft && state === "open" ? "draft" : state} size="1.4rem" />
      <span className={styles.number}>
        {elsewhere && <HostileText text={where} />}#{shown}
      </span>
      <span className={styles.name}>
        <HostileText text={title} />
      </span>
      <span className={styles.faces}>
        {sorted.slice(0, faces).map(({ user, verdict, outdated }) => (
          <MarkedAvatar
            key={user.slug}
            name={user.displayName}
            mark={marks[verdict]}
            old={outdated}
            size={16}
            label={pullRequestWords.reviewer(visibleText(user.displayName), verdictWords[verdict], outdated)}
          />
        ))}
        {reviewers.length > faces && (
          <span className={styles.end}>{pullRequestWords.moreReviewers(reviewers.length - faces)}</span>
        )}
      </span>
    </span>
  );
}
