/** A quiet sentence beside the controls that it is about: what they lead to, or what to know before. `live` reads it out when it changes. */
import type { ReactNode } from "react";

import styles from "./QuietText.module.css";

export function QuietText({ live = false, children }: { live?: boolean; children: ReactNode }) {
  return (
    <p className={styles.quiet} role={live ? "status" : undefined}>
      {children}
    </p>
  );
}
