/**
 * What stands where there is nothing: what is missing, why, and the one action that helps.
 *
 *   <EmptyState icon={GitPullRequest} title="No open pull requests" action={<Button>…</Button>}>Nobody asked for one yet.</EmptyState>
 */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, action, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {Icon && <Icon className={styles.icon} size="3.2rem" strokeWidth={1.4} aria-hidden />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
