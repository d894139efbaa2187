/** What stands where something is on its way: the words are read out, the spinner is ornament. */
import styles from "./LoadingState.module.css";
import { Spinner } from "./Spinner";

export function LoadingState({ label }: { label: string }) {
  return (
    <div className={styles.state} role="status" aria-busy="true">
      <Spinner size="2rem" />
      <span>{label}</span>
    </div>
  );
}
