/** The bar below a difference: from change to change, and what can be done with the chosen lines. */
import { ArrowDown, ArrowUp, Minus, Plus, Undo2 } from "lucide-react";

import { useKeys } from "../../data/shortcuts";
import type { ChangeSide } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { diffWords } from "../../text/diff";
import styles from "./DiffView.module.css";

/** A word with what it means. */
export interface Fact {
  readonly word: string;
  readonly hint: string;
}

interface DiffFootProps {
  /** How many lines are chosen. */
  chosen: number;
  /** None where lines can only be read. */
  side: ChangeSide | undefined;
  /** What is unusual about the file. */
  facts: readonly Fact[];
  hint: string;
  /** Which stretch of changed lines one is in, of how many. */
  change: number;
  changes: number;
  onStep: (by: 1 | -1) => void;
  onClear: () => void;
  onMove: () => void;
  onDiscard: () => void;
}

export function DiffFoot(props: DiffFootProps) {
  const { chosen, side, facts, hint, change, changes, onStep, onClear, onMove, onDiscard } = props;
  const keys = useKeys();
  const isUnstaged = side === "unstaged";
  return (
    <footer className={styles.foot}>
      {changes > 0 && (
        <>
          <IconButton
            label={diffWords.previous}
            keys={keys("Shift+F7")}
            icon={ArrowUp}
            size="small"
            onPress={() => onStep(-1)}
          />
          <IconButton label={diffWords.next} keys="F7" icon={ArrowDown} size="small" onPress={() => onStep(1)} />
          <span className={styles.place}>{diffWords.change(Math.max(1, change), changes)}</span>
        </>
      )}
      {facts.map((fact) => (
        <span key={fact.word} className={styles.place} title={fact.hint}>
          {fact.word}
        </span>
      ))}
      <span className={styles.hint} role="status">
        {chosen === 0 ? hint : diffWords.chosen(chosen)}
      </span>
      {chosen > 0 && (
        <>
          <Button size="small" tone="quiet" onPress={onClear}>
            {diffWords.clear}
          </Button>
          {isUnstaged && (
            <Button size="small" tone="danger" icon={Undo2} onPress={onDiscard}>
              {diffWords.discardLines(chosen)}
            </Button>
          )}
          <Button size="small" tone="primary" icon={isUnstaged ? Plus : Minus} onPress={onMove}>
            {isUnstaged ? diffWords.stageLines(chosen) : diffWords.unstageLines(chosen)}
          </Button>
        </>
      )}
    </footer>
  );
}
