/** The lines of a difference: a grid in which one moves, chooses and acts by keyboard and mouse. */
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useId, useRef } from "react";

import type { Hunk } from "../../host/api.gen";
import { useWindowKeys } from "../../host/keys";
import { Button } from "../../parts/Button";
import { movedRow } from "../../parts/row_keys";
import { rowWindowClasses } from "../../parts/row_window";
import { useScale } from "../../parts/scale";
import { diffWords } from "../../text/diff";
import { keysOfHunk, linesChoice, rowsOf } from "./diff_rows";
import type { DiffContentProps } from "./DiffContentView";
import { DiffFoot } from "./DiffFoot";
import { DiffRowView, HunkRow } from "./DiffRow";
import styles from "./DiffText.module.css";
import { rowHeight, useDiffLines } from "./useDiffLines";

interface DiffTextProps extends DiffContentProps {
  hunks: readonly Hunk[];
  leftOut: number;
}

export function DiffText(props: DiffTextProps) {
  const { diff, hunks, leftOut, side, path, isStill, isConflict, onAll, onMove, onDiscard } = props;
  const id = useId();
  const height = rowHeight * useScale();
  const list = useRef<HTMLDivElement>(null);
  /** The line whose number the pointer went down on. */
  const grabbed = useRef<number>(undefined);
  const all = rowsOf(hunks);
  const lines = useDiffLines(all, diff.revision);
  const { rows, cursor, chosen } = lines;
  const isUnstaged = side === "unstaged";
  const titleOf = (keys: readonly string[]) => diffWords.discardLines(keys.length);
  const choiceOf = (keys: readonly string[]) => linesChoice(path, diff.revision, keys);
  const move = (keys: readonly string[]) => {
    if (!isStill && keys.length > 0) onMove(choiceOf(keys));
  };
  const discard = (keys: readonly string[]) => {
    if (!isStill && isUnstaged && keys.length > 0) onDiscard(`${titleOf(keys)}?`, choiceOf(keys));
  };
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const arrow = { j: "ArrowDown", k: "ArrowUp" }[key] ?? key;
    const to = mod || event.altKey ? undefined : movedRow(arrow, cursor, all.rows.length, rows.page);
    if (to !== undefined) lines.moveTo(to, event.shiftKey && !isStill ? "extend" : undefined);
    else if (mod && key === "a" && !isStill) lines.chooseAll();
    else if (mod || event.altKey) return;
    else if (key === " ") {
      if (!isStill) lines.toggle(cursor, event.shiftKey ? "extend" : undefined);
    } else if (key === "n") lines.step(1);
    else if (key === "p") lines.step(-1);
    else if (key === "Enter" || key === "s") move(lines.wanted());
    else if (key === "Delete" || key === "Backspace") discard(lines.wanted());
    else if (key === "ArrowRight" || key === "ArrowLeft") slide(list.current, key === "ArrowRight" ? 60 : -60);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const click = (event: MouseEvent) => {
    const { index, inGutter } = placeOf(event);
    if (index === undefined) return;
    if (inGutter && !isStill) lines.toggle(index, event.shiftKey ? "extend" : undefined);
    else lines.moveTo(index);
  };
  const drag = (event: MouseEvent) => {
    const { index, inGutter } = placeOf(event);
    const from = grabbed.current;
    if (event.buttons !== 1) grabbed.current = undefined;
    else if (from !== undefined && index !== undefined && inGutter && index !== from) lines.span(from, index);
  };
  useWindowKeys((event) => {
    if (event.key !== "F7") return;
    event.preventDefault();
    lines.step(event.shiftKey ? -1 : 1);
  });
  const wide = {
    "--columns": all.columns,
    "--digits": Math.max(2, all.digits),
    "--tall": `${height}px`,
  } as CSSProperties;
  return (
    <>
      <div ref={list} className={styles.place} style={wide}>
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
          aria-activedescendant={cursor >= rows.first && cursor < rows.last ? `${id}-${cursor}` : undefined}
          className={`${rowWindowClasses.scroller} ${styles.lines}`}
          onKeyDown={press}
          onClick={click}
          onMouseDown={(event) => {
            const { index, inGutter } = placeOf(event);
            grabbed.current = inGutter && !isStill && event.button === 0 ? index : undefined;
          }}
          onMouseOver={drag}
          onWheel={(event) => slide(list.current, event.shiftKey ? event.deltaY : event.deltaX)}
        >
          <div style={rows.spacer} role="presentation">
            <div style={rows.pane} className={rowWindowClasses.pane} role="presentation">
              <div
                className={rowWindowClasses.rows}
                style={{ transform: `translateY(${rows.offset}px)` }}
                role="rowgroup"
              >
                {all.rows.slice(rows.first, rows.last).map((row, offset) => {
                  const index = rows.first + offset;
                  const place = { id: `${id}-${index}`, index, isCursor: index === cursor };
                  if (row.kind === "line") {
                    return <DiffRowView key={index} {...place} row={row} chosen={chosen} ends={all.ends} />;
                  }
                  const keys = () => keysOfHunk(all.rows, row.hunk);
                  return (
                    <HunkRow
                      key={index}
                      {...place}
                      name={diffWords.hunk(row.hunk + 1, all.hunks, row.header)}
                      header={row.header}
                      move={isUnstaged ? diffWords.stageHunk : diffWords.unstageHunk}
                      onMove={isStill ? undefined : () => move(keys())}
                      onDiscard={isStill || !isUnstaged ? undefined : () => discard(keys())}
                    />
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
      {leftOut > 0 && (
        <div className={styles.more} role="status">
          {diffWords.leftOut(leftOut)}
          <Button size="small" onPress={onAll}>
            {diffWords.showAll}
          </Button>
        </div>
      )}
      <DiffFoot
        chosen={chosen.size}
        side={side}
        ends={all.ends}
        hint={isConflict ? diffWords.conflictLines : diffWords.hint}
        change={all.starts.findLastIndex((start) => start <= cursor) + 1}
        changes={all.starts.length}
        onStep={lines.step}
        onClear={lines.clear}
        onMove={() => move([...chosen])}
        onDiscard={() => discard([...chosen])}
      />
    </>
  );
}

/** Rows hear nothing themselves: which one is under the pointer, and whether it is on the line's number. */
function placeOf(event: MouseEvent): { index: number | undefined; inGutter: boolean } {
  const target = event.target as Element;
  const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
  return { index: index === undefined ? undefined : Number(index), inGutter: target.closest("[data-gutter]") !== null };
}

/** Moves long lines sideways; the bar below them keeps the place. */
function slide(place: HTMLElement | null, by: number) {
  if (by === 0) return;
  const bar = place?.querySelector<HTMLElement>("[data-across]");
  if (bar) bar.scrollLeft += by;
}
