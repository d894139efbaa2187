/**
 * How far something is.
 *
 *   <ProgressBar label="Receiving objects" done={120} total={400} />
 *   <ProgressBar label="Waiting for the server" done={0} total={0} />      total 0: unknown, runs back and forth
 *   <ProgressBar … quiet />                                               without visible words; the label is for screen readers
 */
import { Label, ProgressBar as AriaProgressBar } from "react-aria-components";

import styles from "./ProgressBar.module.css";

interface ProgressBarProps {
  label: string;
  done: number;
  total: number;
  quiet?: boolean;
}

export function ProgressBar({ label, done, total, quiet }: ProgressBarProps) {
  const known = total > 0;
  return (
    <AriaProgressBar
      className={styles.progress ?? ""}
      isIndeterminate={!known}
      value={known ? done : 0}
      maxValue={known ? total : 1}
      {...(quiet ? { "aria-label": label } : {})}
    >
      {({ percentage, valueText }) => (
        <>
          {!quiet && (
            <span className={styles.words}>
              <Label>{label}</Label>
              {known && <span className={styles.value}>{valueText}</span>}
            </span>
          )}
          <span className={styles.track}>
            <span
              className={styles.bar}
              data-unknown={!known || undefined}
              style={known ? { width: `${percentage ?? 0}%` } : undefined}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
