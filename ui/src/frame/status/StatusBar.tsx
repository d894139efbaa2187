/** The status bar: jobs at work, how each host does, what was done, zoom, version. */
import { useApplication } from "../../data/application";
import { statusWords } from "../../text/frame";
import { ActivityPanel } from "./ActivityPanel";
import { HostHealth } from "./HostHealth";
import { JobsPanel } from "./JobsPanel";
import styles from "./StatusBar.module.css";
import { ZoomControl } from "./ZoomControl";

export function StatusBar() {
  const { version } = useApplication();
  return (
    <footer className={styles.bar} aria-label={statusWords.bar}>
      <JobsPanel />
      <HostHealth />
      <span className={styles.space} />
      <ActivityPanel />
      <ZoomControl />
      <span className={styles.version}>{statusWords.version(version)}</span>
    </footer>
  );
}
