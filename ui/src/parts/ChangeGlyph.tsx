/**
 * What happened to a file, as a picture: each kind has a shape of its own, beside its colour. The word for it stands elsewhere.
 *
 *   <ChangeGlyph kind="renamed" />
 */
import {
  CircleHelp,
  Copy,
  type LucideIcon,
  Replace,
  SquareArrowRight,
  SquareDot,
  SquareMinus,
  SquarePlus,
  TriangleAlert,
} from "lucide-react";

import styles from "./ChangeGlyph.module.css";

const glyphs = {
  added: SquarePlus,
  modified: SquareDot,
  deleted: SquareMinus,
  renamed: SquareArrowRight,
  copied: Copy,
  typeChanged: Replace,
  untracked: CircleHelp,
  conflicted: TriangleAlert,
} satisfies Record<string, LucideIcon>;

export type GlyphKind = keyof typeof glyphs;

export function ChangeGlyph({ kind }: { kind: GlyphKind }) {
  const Glyph = glyphs[kind];
  return <Glyph className={styles.glyph} data-kind={kind} size="1.4rem" aria-hidden />;
}
