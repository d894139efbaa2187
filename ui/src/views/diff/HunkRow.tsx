/** The head of a hunk, with what is hidden above it; and what is hidden below the last one. */
import { ArrowDownToLine, ArrowUpToLine, type LucideIcon, UnfoldVertical } from "lucide-react";
import type { MouseEvent } from "react";

import { HostileText } from "../../parts/HostileText";
import { diffWords } from "../../text/diff";
import styles from "./DiffText.module.css";
import { type Gap, stride } from "./gaps";

interface HunkRowProps {
  id: string;
  index: number;
  isCursor: boolean;
  name: string;
  header: string;
  gap: Gap;
  /** None where nothing can be opened. */
  onOpen: ((gap: Gap, where: "above" | "below" | "all") => void) | undefined;
  /** There is no hunk after it. */
  isRest: boolean;
  move: string;
  onMove: (() => void) | undefined;
  onDiscard: (() => void) | undefined;
}

export function HunkRow(props: HunkRowProps) {
  const { id, index, isCursor, name, header, gap, onOpen, isRest, move, onMove, onDiscard } = props;
  const isShort = gap.hidden <= 2 * stride;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-label={name}
      className={styles.hunk}
      data-index={index}
      data-cursor={isCursor || undefined}
    >
      <div role="gridcell" className={styles.header}>
        {onOpen && gap.hidden > 0 && (
          <span className={styles.openers}>
            {!isShort && gap.number > 0 && (
              <Opener icon={ArrowDownToLine} words={diffWords.openBelow(stride)} onPress={() => onOpen(gap, "below")} />
            )}
            {!isShort && !isRest && (
              <Opener icon={ArrowUpToLine} words={diffWords.openAbove(stride)} onPress={() => onOpen(gap, "above")} />
            )}
            <Opener
              icon={UnfoldVertical}
              words={diffWords.openGap(gap.hidden)}
              label={diffWords.hiddenLines(gap.hidden)}
              onPress={() => onOpen(gap, "all")}
            />
          </span>
        )}
        <span className={styles.headerText}>
          <HostileText text={header} />
        </span>
      </div>
      <div role="gridcell" className={styles.hunkActs}>
        {onDiscard && <HunkButton words={diffWords.discardHunk} tone="danger" onPress={onDiscard} />}
        {onMove && <HunkButton words={move} tone="plain" onPress={onMove} />}
      </div>
    </div>
  );
}

interface OpenerProps {
  icon: LucideIcon;
  words: string;
  label?: string;
  onPress: () => void;
}

/** The keyboard has a letter for it. */
function Opener({ icon: Icon, words, label, onPress }: OpenerProps) {
  return (
    <button type="button" tabIndex={-1} className={styles.opener} title={words} aria-label={words} {...quiet(onPress)}>
      <Icon size="1.3rem" aria-hidden />
      {label}
    </button>
  );
}

/** The keyboard has Enter and Delete for the hunk it stands in, so it isn't stopped at. */
function HunkButton({ words, tone, onPress }: { words: string; tone: "plain" | "danger"; onPress: () => void }) {
  return (
    <button type="button" tabIndex={-1} className={styles.act} data-tone={tone} {...quiet(onPress)}>
      {words}
    </button>
  );
}

/** A press that neither takes the keyboard away nor is one on the row. */
function quiet(onPress: () => void) {
  return {
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick: (event: MouseEvent) => {
      event.stopPropagation();
      onPress();
    },
  };
}
