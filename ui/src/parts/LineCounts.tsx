/**
 * Lines that came and went. An ornament: what it shows must also be said in words.
 *
 *   <LineCounts added="12" removed="3" />      numbers as the caller writes them; leave out what is zero
 */
import styles from "./LineCounts.module.css";

export function LineCounts({ added, removed }: { added?: string | undefined; removed?: string | undefined }) {
  return (
    <span className={styles.counts}>
      {added !== undefined && <span className={styles.added}>+{added}</span>}
      {removed !== undefined && <span className={styles.removed}>−{removed}</span>}
    </span>
  );
}
