/**
 * A list or tree of any size in which several rows can be chosen: click, Shift, Ctrl, arrows, Mod+A. Give it the rows that are
 * open, in order; it draws only those that can be seen.
 *
 *   <MultiList label="Staged" lines={lines} nameOf={spoken} onMain={unstage} onOpen={show} … >{(line) => <FileLine line={line} />}</MultiList>
 *
 * Space does the main thing with what is chosen, Enter opens, Delete removes. `end` draws buttons that appear under the pointer and on
 * the row that has the keyboard; the same must be in `menuOf`.
 */
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useId, useState } from "react";

import { ContextMenu } from "./ContextMenu";
import type { MenuEntry } from "./Menu";
import { choosing, choosingAll, nothingChosen, type Reach, settled } from "./multi_choice";
import styles from "./MultiList.module.css";
import { movedRow } from "./row_keys";
import { rowListClasses } from "./row_list";
import { rowWindowClasses, useRowWindow } from "./row_window";
import { useScale } from "./scale";

/** A row. */
export interface MultiLine {
  readonly key: string;
  /** From 1. */
  readonly level: number;
  /** Undefined where there is nothing below. */
  readonly expanded: boolean | undefined;
}

interface MultiListProps<L extends MultiLine> {
  label: string;
  lines: readonly L[];
  /** What a screen reader says for a row. */
  nameOf: (line: L) => string;
  /** Design pixels. */
  rowHeight?: number;
  /** The row whose contents are shown elsewhere. */
  shown?: string | undefined;
  ref?: Ref<HTMLDivElement>;
  onToggle: (line: L) => void;
  onMain: (lines: readonly L[]) => void;
  onRemove?: ((lines: readonly L[]) => void) | undefined;
  /** Enter and clicks open; `moved` says that the keyboard came by. */
  onOpen: (line: L, by: "enter" | "click" | "moved") => void;
  menuOf: (lines: readonly L[]) => readonly MenuEntry[];
  end?: (line: L) => ReactNode;
  children: (line: L) => ReactNode;
}

export function MultiList<L extends MultiLine>(props: MultiListProps<L>) {
  const { label, lines, nameOf, rowHeight = 26, shown, ref, onToggle, onMain, onRemove, onOpen, menuOf } = props;
  const id = useId();
  const height = rowHeight * useScale();
  const rows = useRowWindow({ count: lines.length, rowHeight: height });
  const [kept, setChoice] = useState(nothingChosen);
  const keys = lines.map(({ key }) => key);
  const choice = settled(kept, keys);
  const active = choice.active === undefined ? -1 : choice.at;
  const chosen = lines.filter(({ key }) => choice.chosen.has(key));

  const moveTo = (index: number, reach: Reach) => {
    setChoice(choosing(choice, keys, index, reach));
    rows.reveal(index);
    const line = lines[index];
    if (line && reach === "alone" && line.expanded === undefined) onOpen(line, "moved");
  };
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const line = lines[active];
    const mod = event.ctrlKey || event.metaKey;
    const to = mod || event.altKey ? undefined : movedRow(event.key, active, lines.length, rows.page);
    if (to !== undefined) moveTo(to, event.shiftKey ? "range" : "alone");
    else if (mod && event.key.toLowerCase() === "a") setChoice(choosingAll(choice, keys));
    else if (mod || event.altKey || !line) return;
    else if (event.key === " ") onMain(chosen);
    else if ((event.key === "Delete" || event.key === "Backspace") && onRemove) onRemove(chosen);
    else if (event.key === "ArrowRight" && line.expanded === false) onToggle(line);
    else if (event.key === "ArrowLeft" && line.expanded === true) onToggle(line);
    else if (event.key === "ArrowLeft" && line.level > 1) moveTo(folderOf(lines, active), "alone");
    else if (event.key === "Enter" && line.expanded !== undefined) onToggle(line);
    else if (event.key === "Enter") onOpen(line, "enter");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const click = (event: MouseEvent) => {
    const index = rowUnder(event);
    const line = index === undefined ? undefined : lines[index];
    if (index === undefined || !line) return;
    const reach = event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "alone";
    setChoice(choosing(choice, keys, index, reach));
    rows.reveal(index);
    if (reach !== "alone") return;
    if (line.expanded !== undefined) onToggle(line);
    else onOpen(line, "click");
  };
  const menu = (event: MouseEvent) => {
    const index = rowUnder(event);
    if (index === undefined && event.target !== event.currentTarget) return event.stopPropagation();
    const key = index === undefined ? undefined : keys[index];
    if (index !== undefined && key !== undefined && !choice.chosen.has(key)) {
      setChoice(choosing(choice, keys, index, "alone"));
    }
  };
  return (
    <ContextMenu label={label} entries={chosen.length > 0 ? menuOf(chosen) : []}>
      <div
        {...rows.scroller}
        ref={(node) => {
          if (typeof ref === "function") ref(node);
          else if (ref) ref.current = node;
          return rows.scroller.ref(node);
        }}
        role="treegrid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={lines.length}
        tabIndex={0}
        aria-activedescendant={active >= rows.first && active < rows.last ? `${id}-${active}` : undefined}
        className={`${rowWindowClasses.scroller} ${rowListClasses.list} ${styles.list}`}
        onKeyDown={press}
        onFocus={(event) => {
          if (event.target === event.currentTarget && active < 0) setChoice(choosing(choice, keys, 0, "alone"));
        }}
        onClick={click}
        onContextMenu={menu}
      >
        <div style={rows.spacer} role="presentation">
          <div style={rows.pane} className={rowWindowClasses.pane} role="presentation">
            <div
              className={rowWindowClasses.rows}
              style={{ transform: `translateY(${rows.offset}px)` }}
              role="rowgroup"
            >
              {lines.slice(rows.first, rows.last).map((line, offset) => (
                <MultiRow
                  key={line.key}
                  id={`${id}-${rows.first + offset}`}
                  index={rows.first + offset}
                  line={line}
                  name={nameOf(line)}
                  height={height}
                  isActive={rows.first + offset === active}
                  isChosen={choice.chosen.has(line.key)}
                  isShown={line.key === shown}
                  end={props.end?.(line)}
                >
                  {props.children(line)}
                </MultiRow>
              ))}
            </div>
          </div>
        </div>
      </div>
    </ContextMenu>
  );
}

interface MultiRowProps {
  id: string;
  index: number;
  line: MultiLine;
  name: string;
  height: number;
  isActive: boolean;
  isChosen: boolean;
  isShown: boolean;
  end: ReactNode;
  children: ReactNode;
}

function MultiRow({ id, index, line, name, height, isActive, isChosen, isShown, end, children }: MultiRowProps) {
  const { level, expanded } = line;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-level={level}
      aria-expanded={expanded}
      aria-selected={isChosen}
      aria-label={name}
      className={`${rowListClasses.row} ${styles.row}`}
      data-index={index}
      data-active={isActive || undefined}
      data-shown={isShown || undefined}
      style={{ height, paddingLeft: `${1.2 + (Math.min(level, 9) - 1) * 1.4}rem` }}
    >
      <div role="gridcell" className={rowListClasses.content}>
        {expanded !== undefined && (
          <ChevronRight className={styles.chevron} data-expanded={expanded} size="1.4rem" aria-hidden />
        )}
        {children}
      </div>
      {end && (
        // A press here is not a press on the row.
        <div role="gridcell" className={styles.end} onClick={(event) => event.stopPropagation()}>
          {end}
        </div>
      )}
    </div>
  );
}

function folderOf(lines: readonly MultiLine[], index: number): number {
  const level = lines[index]?.level ?? 1;
  return Math.max(
    0,
    lines.slice(0, index).findLastIndex((line) => line.level < level),
  );
}

/** Rows hear nothing themselves, so that scrolling draws them once. */
function rowUnder(event: MouseEvent): number | undefined {
  const index = (event.target as Element).closest<HTMLElement>("[data-index]")?.dataset.index;
  return index === undefined ? undefined : Number(index);
}
