/**
 * A path on one line: the folder dimmed, the name bright. Where room is short the folder gives way first.
 *
 *   <PathText folder="src/billing/" base="Invoice.java" title="src/billing/Invoice.java" />
 */
import { HostileText } from "./HostileText";
import styles from "./PathText.module.css";

interface PathTextProps {
  /** Ends with a slash, or is empty. */
  folder: string;
  base: string;
  /** Said by the pointer; made visible by the caller. */
  title: string;
}

export function PathText({ folder, base, title }: PathTextProps) {
  return (
    <span className={styles.path} title={title}>
      {folder !== "" && (
        <span className={styles.folder}>
          <HostileText text={folder} />
        </span>
      )}
      <span className={styles.name}>
        <HostileText text={base} />
      </span>
    </span>
  );
}

/** `src/a.ts` → [`src/`, `a.ts`]; a folder keeps its last slash. */
export function cutPath(path: string): [folder: string, base: string] {
  const cut = path.replace(/\/$/, "").lastIndexOf("/") + 1;
  return [path.slice(0, cut), path.slice(cut)];
}
