/** The small print of a commit: who makes it, and what one should know before. */
import { TriangleAlert } from "lucide-react";

import type { CommitOutlook } from "../../host/api.gen";
import { Avatar } from "../../parts/Avatar";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { Hint } from "../../parts/Tooltip";
import { commitBoxWords } from "../../text/changes";
import styles from "./CommitBox.module.css";

/** Who will have written it, or that Git does not know yet. */
export function Identity({ outlook: { author } }: { outlook: CommitOutlook }) {
  if (author.name.trim() === "" || author.email.trim() === "") return <Note words={commitBoxWords.noAuthor} />;
  const words = commitBoxWords.author(visibleText(author.name), visibleText(author.email));
  return (
    <span className={styles.identity} title={words}>
      <Avatar name={author.name} size={18} />
      <span className="visually-hidden">{words}</span>
      <span className={styles.name} aria-hidden>
        <HostileText text={author.name} />
      </span>
      <span className={styles.email} aria-hidden>
        <HostileText text={author.email} />
      </span>
    </span>
  );
}

/** What one should know before committing: short, and longer for whoever points at it. */
export function Note({ words, hint }: { words: string; hint?: string }) {
  return (
    <p className={styles.note}>
      <TriangleAlert size="1.3rem" aria-hidden />
      {hint === undefined ? (
        <span>{words}</span>
      ) : (
        <Hint text={hint} label={`${words}. ${hint}`}>
          {words}
        </Hint>
      )}
    </p>
  );
}
