/**
 * How a build of a commit went: icon, colour and words. `small` leaves the words to the pointer and to screen readers.
 *
 *   <BuildMark state="passed" words="Prebuild passed" />   <BuildMark state="failed" words="Prebuild failed with 7" small />
 */
import { CircleCheck, CircleDashed, CircleSlash, CircleX } from "lucide-react";

import styles from "./BuildMark.module.css";

export type BuildMarkState = "running" | "passed" | "failed" | "interrupted";

const icons = { running: CircleDashed, passed: CircleCheck, failed: CircleX, interrupted: CircleSlash };

export function BuildMark({ state, words, small }: { state: BuildMarkState; words: string; small?: boolean }) {
  const Icon = icons[state];
  return (
    <span className={styles.mark} data-state={state} title={small ? words : undefined}>
      <Icon size="1.4rem" aria-hidden />
      <span className={small ? "visually-hidden" : undefined}>{words}</span>
    </span>
  );
}
