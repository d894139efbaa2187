/** The bar above a difference: which file, which side, and what can be done with all of it. */
import { Minus, Plus, Undo2, X } from "lucide-react";

import type { ChangedPath, ChangeSide } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { ChangeGlyph } from "../../parts/ChangeGlyph";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { cutPath, PathText } from "../../parts/PathText";
import { Segmented } from "../../parts/Segmented";
import { changesWords } from "../../text/changes";
import { diffWords } from "../../text/diff";
import styles from "./DiffView.module.css";

interface DiffBarProps {
  path: string;
  side: ChangeSide;
  /** None where nothing of it is left on this side. */
  entry: ChangedPath | undefined;
  /** True where the other side has changes of it as well. */
  other: boolean;
  onSide: (side: ChangeSide) => void;
  onMove: () => void;
  onDiscard: () => void;
  onClose: () => void;
}

export function DiffBar({ path, side, entry, other, onSide, onMove, onDiscard, onClose }: DiffBarProps) {
  const [folder, base] = cutPath(path);
  const isConflict = entry?.change.kind === "conflicted";
  const isUnstaged = side === "unstaged";
  return (
    <header className={styles.bar}>
      {entry && <ChangeGlyph kind={entry.change.kind === "tracked" ? entry.change.change : entry.change.kind} />}
      <h2 className={styles.path}>
        <PathText folder={folder} base={base} title={visibleText(path)} />
      </h2>
      {other && entry ? (
        <Segmented
          label={diffWords.sides}
          choices={[
            { id: "unstaged", label: diffWords.unstaged },
            { id: "staged", label: diffWords.staged },
          ]}
          value={side}
          onChange={onSide}
        />
      ) : (
        <span className={styles.side}>
          <Badge>{isUnstaged ? diffWords.unstaged : diffWords.staged}</Badge>
        </span>
      )}
      {entry && (
        <span className={styles.acts}>
          <Button size="small" icon={isUnstaged ? Plus : Minus} onPress={onMove}>
            {isUnstaged ? (isConflict ? diffWords.resolveFile : diffWords.stageFile) : diffWords.unstageFile}
          </Button>
          {isUnstaged && (
            <IconButton
              label={diffWords.discardFile}
              icon={Undo2}
              size="small"
              tone="danger"
              reason={isConflict ? changesWords.conflictStays : null}
              onPress={onDiscard}
            />
          )}
        </span>
      )}
      <IconButton label={diffWords.close} icon={X} size="small" keys="Esc" onPress={onClose} />
    </header>
  );
}
