/**
 * A person and what they said: a round tick for yes, a square with a bar for no, nothing for nothing yet. Shapes differ, not only
 * colours; an `old` mark is hollow. `label` says all of it.
 *
 *   <MarkedAvatar name="Ada Lovelace" mark="yes" label="Ada Lovelace: approved" />
 */
import { Check, Minus } from "lucide-react";

import { Avatar } from "./Avatar";
import styles from "./MarkedAvatar.module.css";

interface MarkedAvatarProps {
  name: string;
  mark: "yes" | "no" | "none";
  old?: boolean;
  /** Design pixels. */
  size?: number;
  /** Left out where the same stands beside it in words. */
  label?: string;
}

export function MarkedAvatar({ name, mark, old, size = 20, label }: MarkedAvatarProps) {
  return (
    <span
      className={styles.marked}
      data-mark={mark}
      data-old={old || undefined}
      {...(label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true })}
    >
      <Avatar name={name} size={size} />
      {mark === "yes" && (
        <span className={styles.mark}>
          <Check size="0.8rem" strokeWidth={4} />
        </span>
      )}
      {mark === "no" && (
        <span className={styles.mark}>
          <Minus size="0.8rem" strokeWidth={4} />
        </span>
      )}
    </span>
  );
}
