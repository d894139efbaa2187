/** The pills of a row: the most telling one, and how many more there are; all of them while the pointer rests on them. */
import { Check, Cloud, GitBranch, Tag } from "lucide-react";

import { HostileText } from "../../../parts/HostileText";
import { visibleText } from "../../../parts/hostile";
import { historyWords } from "../../../text/history";
import styles from "./RefPills.module.css";
import type { Pill } from "./pills";

const icons = { head: Check, branch: GitBranch, remote: Cloud, tag: Tag };

export function RefPills({ pills }: { pills: readonly Pill[] }) {
  const [first, ...rest] = pills;
  if (!first) return null;
  return (
    <span className={styles.pills}>
      <PillMark pill={first} />
      {rest.length > 0 && (
        <span className={styles.more} title={rest.map(({ name }) => visibleText(name)).join("\n")}>
          {historyWords.more(rest.length)}
        </span>
      )}
      {rest.length > 0 && (
        <span className={styles.all}>
          {pills.map((pill) => (
            <PillMark key={pill.key} pill={pill} />
          ))}
        </span>
      )}
    </span>
  );
}

/** All pills side by side, for the commit panel. */
export function AllPills({ pills }: { pills: readonly Pill[] }) {
  return (
    <>
      <span className="visually-hidden">{pillsName(pills)}</span>
      <span aria-hidden className={styles.wrapped}>
        {pills.map((pill) => (
          <PillMark key={pill.key} pill={pill} />
        ))}
      </span>
    </>
  );
}

function PillMark({ pill }: { pill: Pill }) {
  const Icon = pill.current ? Check : icons[pill.kind];
  return (
    <span
      className={styles.pill}
      data-current={pill.current || undefined}
      data-kind={pill.kind}
      data-pill={pill.key}
      title={visibleText(pill.name)}
    >
      <Icon className={styles.icon} size="1.2rem" aria-hidden />
      <span className={styles.name}>{pill.kind === "head" ? historyWords.head : <HostileText text={pill.name} />}</span>
      {pill.kind === "branch" && pill.remotes.length > 0 && <Cloud className={styles.icon} size="1.2rem" aria-hidden />}
    </span>
  );
}

/** What a screen reader says for the pills of a row. */
export function pillsName(pills: readonly Pill[]): string {
  return pills
    .map((pill) => {
      const name = visibleText(pill.name);
      if (pill.kind === "head") return historyWords.headLabel;
      if (pill.kind === "tag") return historyWords.tag(name);
      if (pill.kind === "remote") return historyWords.remoteBranch(name);
      return [historyWords.localBranch(name), ...(pill.current ? [historyWords.current] : [])].join(", ");
    })
    .join("; ");
}
