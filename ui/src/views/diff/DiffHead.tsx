/** The bar above a difference: which file it is, what can be done, how it is shown, and the way back. */
import { X } from "lucide-react";
import type { ReactNode } from "react";

import type { DiffOptions } from "../../data/diff_options";
import { ChangeGlyph, type GlyphKind } from "../../parts/ChangeGlyph";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { cutPath, PathText } from "../../parts/PathText";
import { diffWords } from "../../text/diff";
import styles from "./DiffView.module.css";
import { ViewControls } from "./ViewControls";

interface DiffHeadProps {
  path: string;
  /** Where it was before, if it moved. */
  before: string | null;
  kind: GlyphKind | undefined;
  options: DiffOptions;
  /** There is one side only. */
  isOne?: boolean;
  onClose: () => void;
  children?: ReactNode;
}

export function DiffHead({ path, before, kind, options, isOne = false, onClose, children }: DiffHeadProps) {
  const [folder, base] = cutPath(path);
  const from = before === null ? "" : `\n${diffWords.moved(visibleText(before))}`;
  return (
    <header className={styles.bar}>
      {kind && <ChangeGlyph kind={kind} />}
      <h2 className={styles.path}>
        <PathText folder={folder} base={base} title={`${visibleText(path)}${from}`} />
      </h2>
      {children}
      <ViewControls options={options} isOne={isOne} />
      <IconButton label={diffWords.close} icon={X} size="small" keys="Esc" onPress={onClose} />
    </header>
  );
}
