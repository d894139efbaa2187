/**
 * A person as initials on a colour that stays theirs. Nothing is ever fetched for it.
 *
 *   <Avatar name="Ada Lovelace" />                       ornament beside the name
 *   <Avatar name="Ada Lovelace" alone />                 without the name beside it: says the name to screen readers
 */
import styles from "./Avatar.module.css";
import { visibleText } from "./hostile";

interface AvatarProps {
  name: string;
  /** Design pixels; 24 by default. */
  size?: number;
  alone?: boolean;
}

export function Avatar({ name, size = 24, alone }: AvatarProps) {
  const shown = visibleText(name);
  return (
    <span
      className={styles.avatar}
      data-color={colorOf(name)}
      style={{ width: `${size / 10}rem`, height: `${size / 10}rem`, fontSize: `${(size * 0.4) / 10}rem` }}
      {...(alone ? { role: "img", "aria-label": shown, title: shown } : { "aria-hidden": true })}
    >
      {initialsOf(name)}
    </span>
  );
}

/** One or two letters: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const letters = [first, last].map((word) => (word ? [...word][0] : "")).join("");
  return letters.toLocaleUpperCase() || "?";
}

/** A lane colour, 0 to 7, that is always the same for the same name. */
export function colorOf(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % 8;
}
