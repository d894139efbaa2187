/**
 * A tree of any size in which one moves by keyboard: arrows, Home, End, pages, letters. Give it the lines that are open, in
 * order; it draws only those that can be seen, which React Aria's own tree can't do for the tags of a large repository.
 *
 *   <TreeList label="Branches" lines={lines} selected={key} onToggle={…} onAct={…}>{(line) => <BranchLine line={line} />}</TreeList>
 */
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useState } from "react";

import { ContextMenu } from "./ContextMenu";
import type { MenuEntry } from "./Menu";
import { movedRow } from "./row_keys";
import { rowListClasses } from "./row_list";
import { rowWindowClasses, useRowWindow } from "./row_window";
import { useScale } from "./scale";
import styles from "./TreeList.module.css";

/** A line of the tree. */
export interface TreeLine {
  readonly key: string;
  /** What a screen reader says; also what letters jump to. */
  readonly name: string;
  /** From 1. */
  readonly level: number;
  /** From 1, among `siblings`. */
  readonly position: number;
  readonly siblings: number;
  /** Undefined where there is nothing below. */
  readonly expanded: boolean | undefined;
  /** Headings look different. */
  readonly heading?: boolean;
}

interface TreeListProps<L extends TreeLine> {
  label: string;
  lines: readonly L[];
  selected?: string | undefined;
  /** Design pixels. */
  rowHeight?: number;
  /** Nothing in it opens: no room is kept for chevrons. */
  flat?: boolean;
  onToggle: (line: L) => void;
  onAct: (line: L, by: "enter" | "click") => void;
  /** What a double click or Enter does with a line beyond acting on it; nothing where there is nothing. */
  opens?: (line: L) => (() => void) | undefined;
  /** The keyboard came by. */
  onMove?: (line: L) => void;
  /** What can be done with a line; nothing where there is nothing. */
  menuOf?: (line: L) => readonly MenuEntry[];
  children: (line: L) => ReactNode;
}

export function TreeList<L extends TreeLine>(props: TreeListProps<L>) {
  const { label, lines, selected, rowHeight = 26, flat, onToggle, onAct, opens, onMove, menuOf, children } = props;
  const id = useId();
  const height = rowHeight * useScale();
  const rows = useRowWindow({ count: lines.length, rowHeight: height });
  const [activeKey, setActiveKey] = useState<string>();
  const active = lines.findIndex(({ key }) => key === activeKey);

  const moveTo = (index: number) => {
    const line = lines[index];
    setActiveKey(line?.key);
    rows.reveal(index);
    if (line) onMove?.(line);
  };
  const press = (event: KeyboardEvent) => {
    const to = treeMove(event, lines, active, rows.page);
    const line = lines[active];
    const open = event.key === "Enter" && line ? opens?.(line) : undefined;
    if (to !== undefined) moveTo(to);
    else if (open) open();
    else if (line && (event.key === "Enter" || event.key === " ")) onAct(line, "enter");
    else if (line && opensOrCloses(event.key, line)) onToggle(line);
    else return;
    event.preventDefault();
  };
  const entries = (line: L | undefined) => (line && menuOf ? menuOf(line) : []);
  const menuAt = (event: MouseEvent, line: L | undefined) => {
    if (line) setActiveKey(line.key);
    if (entries(line).length > 0) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ContextMenu label={lines[active]?.name ?? label} entries={entries(lines[active])}>
      <div
        {...rows.scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={active >= rows.first && active < rows.last ? `${id}-${active}` : undefined}
        className={`${rowWindowClasses.scroller} ${rowListClasses.list} ${styles.tree}`}
        data-flat={flat || undefined}
        onKeyDown={press}
        onFocus={() => active < 0 && setActiveKey(selected ?? lines[0]?.key)}
        onContextMenu={(event) => event.target === event.currentTarget && menuAt(event, lines[active])}
      >
        <div style={rows.spacer} role="presentation">
          <div style={rows.pane} className={rowWindowClasses.pane} role="presentation">
            <div
              className={rowWindowClasses.rows}
              style={{ transform: `translateY(${rows.offset}px)` }}
              role="presentation"
            >
              {lines.slice(rows.first, rows.last).map((line, offset) => (
                <TreeRow
                  key={line.key}
                  id={`${id}-${rows.first + offset}`}
                  line={line}
                  height={height}
                  indent={flat ? 1.2 : 0.4 + (line.heading ? 0 : Math.min(line.level - 1, 8) * 1.2)}
                  isActive={rows.first + offset === active}
                  isSelected={line.key === selected}
                  onPress={() => {
                    setActiveKey(line.key);
                    onAct(line, "click");
                  }}
                  onOpen={() => opens?.(line)?.()}
                  onToggle={() => onToggle(line)}
                  onMenu={(event) => menuAt(event, line)}
                >
                  {children(line)}
                </TreeRow>
              ))}
            </div>
          </div>
        </div>
      </div>
    </ContextMenu>
  );
}

interface TreeRowProps {
  id: string;
  line: TreeLine;
  height: number;
  /** In rem. */
  indent: number;
  isActive: boolean;
  isSelected: boolean;
  onPress: () => void;
  onOpen: () => void;
  onToggle: () => void;
  onMenu: (event: MouseEvent) => void;
  children: ReactNode;
}

function TreeRow({
  id,
  line,
  height,
  indent,
  isActive,
  isSelected,
  onPress,
  onOpen,
  onToggle,
  onMenu,
  children,
}: TreeRowProps) {
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={line.expanded}
      aria-selected={isSelected}
      className={`${rowListClasses.row} ${styles.row}`}
      data-active={isActive || undefined}
      data-heading={line.heading || undefined}
      style={{ height, paddingLeft: `${indent}rem` }}
      onClick={onPress}
      onDoubleClick={onOpen}
      onContextMenu={onMenu}
    >
      <span
        className={styles.chevron}
        data-expanded={line.expanded}
        aria-hidden
        onClick={(event) => {
          if (line.expanded === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {line.expanded !== undefined && <ChevronRight size="1.4rem" />}
      </span>
      {/* The name says all that is seen; nothing is said twice. */}
      <span className="visually-hidden">{line.name}</span>
      <span className={rowListClasses.content} aria-hidden>
        {children}
      </span>
    </div>
  );
}

function opensOrCloses(key: string, line: TreeLine): boolean {
  return (key === "ArrowRight" && line.expanded === false) || (key === "ArrowLeft" && line.expanded === true);
}

/** Where a key leads in the tree; undefined where it does something else. */
function treeMove(event: KeyboardEvent, lines: readonly TreeLine[], active: number, page: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const line = lines[active];
  if (event.key === "ArrowRight" && line?.expanded === true) return Math.min(active + 1, lines.length - 1);
  if (event.key === "ArrowLeft" && line && line.expanded !== true) {
    const parent = lines.slice(0, active).findLastIndex(({ level }) => level < line.level);
    return parent < 0 ? undefined : parent;
  }
  if (event.key.length === 1 && event.key !== " ") {
    const letter = event.key.toLowerCase();
    const order = [...lines.keys()].map((step) => (active + 1 + step) % lines.length);
    return order.find((index) => lines[index]?.name.toLowerCase().startsWith(letter));
  }
  return movedRow(event.key, active, lines.length, page);
}
