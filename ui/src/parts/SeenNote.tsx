/**
 * A quiet line over something that is not from now: how old it is, why, and how to ask again.
 *
 *   <SeenNote lead="Seen" justNow="just now" time="2026-03-01T10:00:00Z" why="git.example.org does not answer." action={{ label: "Try again", onPress: ask }} />
 *
 * The reason is announced when it changes; the age is not, although it grows.
 */
import { History } from "lucide-react";

import { Button } from "./Button";
import { RelativeTime } from "./RelativeTime";
import styles from "./SeenNote.module.css";

export interface SeenNoteProps {
  lead: string;
  /** Said of what was seen within the last minute. */
  justNow: string;
  time: string;
  why: string;
  action?: { label: string; onPress: () => void; isPending: boolean };
}

export function SeenNote({ lead, justNow, time, why, action }: SeenNoteProps) {
  return (
    <div className={styles.note}>
      <History className={styles.icon} size="1.4rem" aria-hidden />
      <p className={styles.words}>
        <span>
          {lead} <RelativeTime time={time} justNow={justNow} />.
        </span>{" "}
        <span role="status">{why}</span>
      </p>
      {action && (
        <Button size="small" tone="quiet" onPress={action.onPress} isPending={action.isPending}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
