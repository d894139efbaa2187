/**
 * A word or a number in a small frame. Give it an icon where its colour means something: state is never colour alone.
 *
 *   <Badge>3</Badge>   <Badge tone="danger" icon={ShieldAlert}>Not encrypted</Badge>   <Badge tone="warn" icon={MemoryStick}>Kept in memory</Badge>
 */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import styles from "./Badge.module.css";

export type Tone = "neutral" | "accent" | "info" | "warn" | "danger";

export function Badge({
  tone = "neutral",
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon?: LucideIcon | undefined;
  children: ReactNode;
}) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {Icon && <Icon size="1.2rem" aria-hidden />}
      {children}
    </span>
  );
}
