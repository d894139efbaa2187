/** The small print of a commit: who makes it, and what one should know before. */
import { PenLine, Signature, TriangleAlert } from "lucide-react";

import type { CommitOutlook } from "../../host/api.gen";
import { Avatar } from "../../parts/Avatar";
import { Badge } from "../../parts/Badge";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
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

/** What one should know before committing. */
export function Note({ words }: { words: string }) {
  return (
    <p className={styles.note}>
      <TriangleAlert size="1.3rem" aria-hidden />
      <span>{words}</span>
    </p>
  );
}

/** What the commit will have beside its message. */
export function Marks({ signs, signsOff }: { signs: boolean; signsOff: boolean }) {
  if (!signs && !signsOff) return null;
  return (
    <div className={styles.marks}>
      {signs && <Badge icon={Signature}>{commitBoxWords.willSign}</Badge>}
      {signsOff && <Badge icon={PenLine}>{commitBoxWords.willSignOff}</Badge>}
    </div>
  );
}
