/** The bar above what is not committed yet: which side of the file, and what can be done with all of it. */
import { CloudDownload, Minus, Plus, Undo2 } from "lucide-react";

import type { DiffOptions } from "../../data/diff_options";
import type { ChangedPath, ChangeSide } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { Segmented } from "../../parts/Segmented";
import { changesWords } from "../../text/changes";
import { diffWords } from "../../text/diff";
import { lfsWords } from "../../text/lfs";
import { DiffHead } from "./DiffHead";
import styles from "./DiffView.module.css";

interface DiffBarProps {
  path: string;
  side: ChangeSide;
  /** None where nothing of it is left on this side. */
  entry: ChangedPath | undefined;
  /** True where the other side has changes of it as well. */
  other: boolean;
  options: DiffOptions;
  onSide: (side: ChangeSide) => void;
  onMove: () => void;
  onDiscard: () => void;
  onClose: () => void;
}

export function DiffBar({ path, side, entry, other, options, onSide, onMove, onDiscard, onClose }: DiffBarProps) {
  const change = entry?.change;
  const isConflict = change?.kind === "conflicted";
  const isUnstaged = side === "unstaged";
  const kind = change?.kind === "tracked" ? change.change : change?.kind;
  return (
    <DiffHead path={path} before={entry?.shownBefore ?? null} kind={kind} options={options} onClose={onClose}>
      {entry?.lfs && (
        <Badge tone={entry.lfs.missing ? "warn" : "neutral"} icon={entry.lfs.missing ? CloudDownload : undefined}>
          {lfsWords.badge(entry.lfs)}
        </Badge>
      )}
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
    </DiffHead>
  );
}
