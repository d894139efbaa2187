/** The rows of a difference as they are seen: those in sight, however many there are. */
import { type CSSProperties, type KeyboardEvent, type RefObject, useId } from "react";

import type { DiffOptions } from "../../data/diff_options";
import { rowWindowClasses } from "../../parts/row_window";
import { useScale } from "../../parts/scale";
import { diffWords } from "../../text/diff";
import { slide } from "./diff_keys";
import type { DiffRow, DiffRows } from "./diff_rows";
import { DiffRowView, type LineLook } from "./DiffRow";
import styles from "./DiffText.module.css";
import type { Gap } from "./gaps";
import { HunkRow } from "./HunkRow";
import { keysOfHunk } from "./line_choice";
import type { RowLayout } from "./row_layout";
import { type DiffLines, rowHeight } from "./useDiffLines";
import { usePointer } from "./usePointer";
import { type Ruler, rulerText } from "./useRuler";

/** What can be done with a hunk. */
export interface HunkActs {
  /** What staging is called here. */
  readonly words: string;
  readonly move: ((keys: readonly string[]) => void) | undefined;
  readonly discard: ((keys: readonly string[]) => void) | undefined;
  readonly open: ((gap: Gap, where: "above" | "below" | "all") => void) | undefined;
}

interface DiffGridProps {
  list: RefObject<HTMLDivElement | null>;
  ruler: Ruler;
  options: DiffOptions;
  all: DiffRows;
  layout: RowLayout;
  lines: DiffLines;
  look: LineLook;
  isStill: boolean;
  /** Both sides are the same: one number for each line is enough. */
  isOne: boolean;
  acts: HunkActs;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function DiffGrid(props: DiffGridProps) {
  const { list, ruler, options, all, layout, lines, look, isStill, isOne, acts, onKeyDown } = props;
  const id = useId();
  const height = rowHeight * useScale();
  const pointer = usePointer(lines, isStill);
  const { rows, cursor, column, chosen } = lines;
  const [first, last] = [layout.rowAt(rows.first), rows.last === 0 ? 0 : layout.rowAt(rows.last - 1) + 1];
  const wide = {
    "--columns": all.columns,
    "--digits": Math.max(2, all.digits),
    "--tall": `${height}px`,
  } as CSSProperties;
  return (
    <div
      ref={list}
      className={styles.place}
      data-layout={options.layout}
      data-wraps={options.wraps || undefined}
      data-one={isOne || undefined}
      style={wide}
    >
      <RulerLine attach={ruler.attach} isSplit={options.layout === "split"} />
      <div
        {...rows.scroller}
        ref={(node) => {
          // Who came by keyboard before the lines were read goes on in them.
          const view = node?.closest("[data-differences]");
          if (view && view === document.activeElement) node?.focus({ preventScroll: true });
          return rows.scroller.ref(node);
        }}
        role="grid"
        aria-label={diffWords.lines}
        aria-multiselectable
        aria-readonly
        aria-rowcount={all.rows.length}
        tabIndex={0}
        aria-activedescendant={cursor >= first && cursor < last ? activeId(id, all, cursor, column) : undefined}
        className={`${rowWindowClasses.scroller} ${styles.lines}`}
        onKeyDown={onKeyDown}
        {...pointer}
        onWheel={(event) => slide(list.current, event.shiftKey ? event.deltaY : event.deltaX)}
      >
        <div style={rows.spacer} role="presentation">
          <div style={rows.pane} className={rowWindowClasses.pane} role="presentation">
            <div
              className={rowWindowClasses.rows}
              style={{ transform: `translateY(${layout.startOf(first) * height - rows.top}px)` }}
              role="rowgroup"
            >
              {all.rows.slice(first, last).map((row, offset) => {
                const index = first + offset;
                const place = { id: `${id}-${index}`, index };
                return row.kind === "line" ? (
                  <DiffRowView
                    key={index}
                    {...place}
                    row={row}
                    height={layout.heightOf(index)}
                    cursor={index === cursor ? column : undefined}
                    chosen={chosen}
                    look={look}
                  />
                ) : (
                  <HeadRow key={index} {...place} row={row} all={all} isCursor={index === cursor} acts={acts} />
                );
              })}
            </div>
          </div>
        </div>
      </div>
      <div
        className={styles.across}
        data-across
        tabIndex={-1}
        aria-hidden
        onScroll={(event) => list.current?.style.setProperty("--shift", `${event.currentTarget.scrollLeft}px`)}
      >
        <div className={styles.breadth} />
      </div>
    </div>
  );
}

interface HeadRowProps {
  id: string;
  index: number;
  row: Exclude<DiffRow, { kind: "line" }>;
  all: DiffRows;
  isCursor: boolean;
  acts: HunkActs;
}

function HeadRow({ id, index, row, all, isCursor, acts }: HeadRowProps) {
  const isRest = row.kind === "rest";
  const header = isRest ? "" : row.header;
  const keys = () => keysOfHunk(all.rows, row.hunk);
  const { words, move, discard, open } = acts;
  return (
    <HunkRow
      id={id}
      index={index}
      isCursor={isCursor}
      name={isRest ? diffWords.hiddenLines(row.gap.hidden) : diffWords.hunk(row.hunk + 1, all.hunks, header)}
      header={header}
      gap={row.gap}
      onOpen={open}
      isRest={isRest}
      move={words}
      onMove={move && !isRest ? () => move(keys()) : undefined}
      onDiscard={discard && !isRest ? () => discard(keys()) : undefined}
    />
  );
}

/** A line that nobody sees: it says how many letters fit. */
function RulerLine({ attach, isSplit }: { attach: Ruler["attach"]; isSplit: boolean }) {
  return (
    <div className={styles.ruler} aria-hidden>
      <div className={styles.cell}>
        <span className={styles.gutter}>
          <span className={styles.number} />
          {!isSplit && <span className={styles.number} />}
          <span className={styles.sign} />
        </span>
        <span className={styles.text}>
          <span key={String(isSplit)} ref={attach} className={styles.measure}>
            <span className={styles.letters}>{rulerText}</span>
          </span>
        </span>
      </div>
      {isSplit && <div className={styles.cell} />}
    </div>
  );
}

function activeId(id: string, all: DiffRows, cursor: number, column: number): string {
  const row = all.rows[cursor];
  return row?.kind === "line" && row.cells.length > 1 ? `${id}-${cursor}-${column}` : `${id}-${cursor}`;
}
