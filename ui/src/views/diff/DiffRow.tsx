/** A line of a difference, and the head of a hunk. */
import { Check } from "lucide-react";

import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { type Span, wordMarks } from "../../parts/word_marks";
import { diffWords } from "../../text/diff";
import { type DiffRow, type DiffRows, lineKey } from "./diff_rows";
import styles from "./DiffText.module.css";

interface Place {
  id: string;
  index: number;
  isCursor: boolean;
}

type Line = Extract<DiffRow, { kind: "line" }>;

const signs = { added: "+", removed: "−", context: "" };

interface DiffRowProps extends Place {
  row: Line;
  chosen: ReadonlySet<string>;
  ends: DiffRows["ends"];
}

export function DiffRowView({ id, index, isCursor, row, chosen, ends }: DiffRowProps) {
  const key = lineKey(row);
  return (
    <LineView
      id={id}
      index={index}
      isCursor={isCursor}
      row={row}
      isChosen={key !== undefined && chosen.has(key)}
      isMixed={ends === "mixed"}
    />
  );
}

/** Drawn anew only where something of this very line changed. */
function LineView(props: Place & { row: Line; isChosen: boolean; isMixed: boolean }) {
  const { id, index, isCursor, row, isChosen, isMixed } = props;
  const { line, change, pair } = row;
  const differs = change !== "context";
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={differs ? isChosen : undefined}
      aria-label={nameOf(row)}
      className={styles.line}
      data-index={index}
      data-change={change}
      data-chosen={isChosen || undefined}
      data-cursor={isCursor || undefined}
    >
      <div role="gridcell" className={styles.cells}>
        <span className={styles.gutter} data-gutter={differs || undefined} aria-hidden>
          <span className={styles.number}>{line.old}</span>
          <span className={styles.number}>{line.new}</span>
          <span className={styles.sign}>{isChosen ? <Check size="1.2rem" strokeWidth={3} /> : signs[change]}</span>
        </span>
        <code className={styles.text}>
          <span className={styles.sliding}>
            <Words text={line.text} spans={pair ? marksOf(row, pair.text) : []} change={change} />
            {line.end === "crLf" && isMixed && <span className={styles.end}>{diffWords.crLf}</span>}
            {line.end === "none" && <span className={styles.end}>{diffWords.noEnd}</span>}
          </span>
        </code>
      </div>
    </div>
  );
}

function Words({ text, spans, change }: { text: string; spans: readonly Span[]; change: string }) {
  if (spans.length === 0) return <HostileText text={text} lines />;
  return (
    <>
      {spans.map(([from, to], at) => (
        <span key={at}>
          <HostileText text={text.slice(spans[at - 1]?.[1] ?? 0, from)} lines />
          <mark className={styles.word} data-change={change}>
            <HostileText text={text.slice(from, to)} lines />
          </mark>
        </span>
      ))}
      <HostileText text={text.slice(spans.at(-1)?.[1] ?? 0)} lines />
    </>
  );
}

function marksOf({ line, change }: Line, other: string): readonly Span[] {
  return change === "removed" ? wordMarks(line.text, other).before : wordMarks(other, line.text).after;
}

function nameOf({ line, change }: Line): string {
  const text = visibleText(line.text, true);
  if (change === "added") return diffWords.addedLine(line.new ?? 0, text);
  if (change === "removed") return diffWords.removedLine(line.old ?? 0, text);
  return diffWords.contextLine(line.new ?? 0, text);
}

interface HunkRowProps extends Place {
  name: string;
  header: string;
  move: string;
  onMove: (() => void) | undefined;
  onDiscard: (() => void) | undefined;
}

export function HunkRow({ id, index, isCursor, name, header, move, onMove, onDiscard }: HunkRowProps) {
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
        <HostileText text={header} />
      </div>
      <div role="gridcell" className={styles.hunkActs}>
        {onDiscard && <HunkButton words={diffWords.discardHunk} tone="danger" onPress={onDiscard} />}
        {onMove && <HunkButton words={move} tone="plain" onPress={onMove} />}
      </div>
    </div>
  );
}

/** The keyboard has Enter and Delete for the hunk it stands in, so it isn't stopped at. */
function HunkButton({ words, tone, onPress }: { words: string; tone: "plain" | "danger"; onPress: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.act}
      data-tone={tone}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      {words}
    </button>
  );
}
