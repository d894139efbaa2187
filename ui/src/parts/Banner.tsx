/**
 * A bar inside the window next to what it concerns: a prompt, a warning, a fault that doesn't take the whole place.
 *
 *   <Banner tone="warn" title="Not encrypted" actions={<Button size="small">…</Button>} onClose={hide}>Anybody on the way can read along.</Banner>
 *
 * `danger` is announced at once (role alert), the others politely (role status).
 */
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";

import styles from "./Banner.module.css";
import { IconButton } from "./IconButton";
import { usePartWords } from "./words";

const icons = { info: Info, success: CircleCheck, warn: TriangleAlert, danger: CircleAlert };

interface BannerProps {
  tone: keyof typeof icons;
  title?: string;
  actions?: ReactNode;
  onClose?: () => void;
  children?: ReactNode;
}

export function Banner({ tone, title, actions, onClose, children }: BannerProps) {
  const words = usePartWords();
  const Icon = icons[tone];
  return (
    <div className={styles.banner} data-tone={tone} role={tone === "danger" ? "alert" : "status"}>
      <Icon className={styles.icon} size="1.6rem" aria-hidden />
      <div className={styles.words}>
        {title && <strong className={styles.title}>{title}</strong>}
        {children && <div className={styles.text}>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {onClose && <IconButton label={words.close} icon={X} size="small" onPress={onClose} />}
    </div>
  );
}
