/** What hooks say while a commit is made, as they say it: follows the end unless somebody reads further up. */
import { memo } from "react";

import { useFollowEnd } from "../../data/follow_end";
import type { HookOutput as Output } from "../../data/hooks";
import { HostileText } from "../../parts/HostileText";
import { hookWords } from "../../text/hooks";
import styles from "./HookOutput.module.css";

/** A scrolling area of the last lines. */
export function HookOutput({ output: { lines, dropped }, isOver }: { output: Output; isOver: boolean }) {
  const follow = useFollowEnd<HTMLDivElement>(lines, isOver);
  // A line that has only begun is none yet.
  const shown = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  return (
    // It scrolls: then the keyboard must reach it.
    <div className={styles.output} role="log" aria-live="polite" aria-label={hookWords.output} tabIndex={0} {...follow}>
      {shown.map((line, index) => (
        <Line key={dropped + index} text={line} />
      ))}
    </div>
  );
}

/** Drawn once: there are up to 2,000 of them, and news ten times a second. */
const Line = memo(function Line({ text }: { text: string }) {
  return (
    <div className={styles.line}>
      <HostileText text={text} lines />
    </div>
  );
});
