/**
 * A small picture to press at the end of a row: lighter than IconButton, for lists with hundreds of rows. The keyboard has the row's
 * keys and menu instead, so it isn't stopped at.
 *
 *   <RowButton label="Stage Invoice.java" icon={Plus} onPress={stage} />
 */
import type { LucideIcon } from "lucide-react";

import styles from "./RowButton.module.css";

interface RowButtonProps {
  label: string;
  icon: LucideIcon;
  tone?: "quiet" | "danger";
  onPress: () => void;
}

export function RowButton({ label, icon: Icon, tone = "quiet", onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.button}
      data-tone={tone}
      aria-label={label}
      title={label}
      // The list keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon size="1.4rem" aria-hidden />
    </button>
  );
}
