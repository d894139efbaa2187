/** A key combination as it stands on the keys, such as `Ctrl+K`. Translate `Mod` with `useKeys` of data/shortcuts.ts first. */
import styles from "./Kbd.module.css";

export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
