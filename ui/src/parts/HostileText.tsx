/**
 * Text from a repository or server: a name, a path, a message. It can't reorder what stands around it, and what would be invisible is
 * shown as an escape. Use it for EVERY such text; use `visibleText` of hostile.ts for attributes (aria-label, title, textValue).
 *
 *   <HostileText text={branch.name} />
 *   <HostileText text={commit.message} lines />      keeps tabs and line feeds
 */
import { pieces } from "./hostile";
import styles from "./HostileText.module.css";

export function HostileText({ text, lines }: { text: string; lines?: boolean }) {
  return (
    <bdi>
      {pieces(text, lines).map((piece, index) =>
        piece.escaped ? (
          <span key={index} className={styles.escape} data-escape>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}

/** For who cuts a text itself, because more than this changes within it. */
export const hostileClasses = { escape: styles.escape ?? "" };
