/** The frame of a preferences pane: title, a sentence, and blocks under it. */
import type { ReactNode } from "react";

import styles from "./PaneBody.module.css";

export function PaneBody({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  return (
    <div className={styles.body}>
      <header>
        <h2 className={styles.title}>{title}</h2>
        {intro && <p className={styles.intro}>{intro}</p>}
      </header>
      {children}
    </div>
  );
}

/** A part of a pane under a heading of its own. */
export function Block({ title, badge, children }: { title: string; badge?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.block} aria-label={title}>
      <h3 className={styles.heading}>
        {title}
        {badge}
      </h3>
      {children}
    </section>
  );
}
