/**
 * A panel at the side of the window: a bar with its title and small buttons, and what it holds below.
 *
 *   <SidePanel title="Commit" tone="quiet" bar={<IconButton label="Close" icon={X} size="small" onPress={close} />}>…</SidePanel>
 */
import type { ReactNode, Ref } from "react";

import styles from "./SidePanel.module.css";

interface SidePanelProps {
  title: string;
  /** A quiet title only names the panel; a loud one says something. */
  tone?: "quiet" | "loud";
  bar: ReactNode;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

export function SidePanel({ title, tone = "loud", bar, ref, children }: SidePanelProps) {
  return (
    <div ref={ref} className={styles.panel}>
      <div className={styles.bar}>
        <h2 className={styles.title} data-tone={tone}>
          {title}
        </h2>
        {bar}
      </div>
      {children}
    </div>
  );
}
