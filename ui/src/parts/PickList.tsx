/**
 * A field over a list of thousands of rows: typing narrows it, ↑ ↓ and pages move through it while the field keeps the focus, Enter takes
 * the marked row, or the first. The list can be walked through by itself as well. The caller filters (search.ts) and draws.
 *
 *   <PickList label="Repositories" words={words} onWords={setWords} lines={found} selected={key} onSelect={…} onAct={…} empty={<EmptyState …/>}>
 *     {(line) => <RepositoryRow repository={line.repository} />}
 *   </PickList>
 *
 * `end` draws what stands at the end of a row and can be pressed; the same must be in `menuOf`, which the keyboard reaches.
 */
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useState } from "react";

import { ContextMenu } from "./ContextMenu";
import type { MenuEntry } from "./Menu";
import styles from "./PickList.module.css";
import { movedRow } from "./row_keys";
import { rowWindowClasses, useRowWindow } from "./row_window";
import { useScale } from "./scale";
import { SearchField } from "./SearchField";

export interface PickLine {
  readonly key: string;
  /** What a screen reader says. */
  readonly name: string;
  /** Can't be chosen; names what follows. */
  readonly heading?: boolean;
}

interface PickListProps<L extends PickLine> {
  label: string;
  search: string;
  /** Stands in the empty field instead. */
  hint?: string | undefined;
  words: string;
  onWords: (words: string) => void;
  lines: readonly L[];
  selected: string | undefined;
  onSelect: (line: L) => void;
  /** Enter, or a double click. */
  onAct: (line: L) => void;
  menuOf?: (line: L) => readonly MenuEntry[];
  /** Design pixels. */
  rowHeight: number;
  /** It was waited for: the person may be elsewhere by now, and the focus stays there. */
  late?: boolean;
  /** Stands before the field. */
  beside?: ReactNode;
  /** Stands between field and list. */
  above?: ReactNode;
  /** Stands where the list would be while it has no lines. */
  empty: ReactNode;
  end?: (line: L) => ReactNode;
  children: (line: L) => ReactNode;
}

export function PickList<L extends PickLine>(props: PickListProps<L>) {
  const { label, search, hint, words, onWords, lines, selected, onSelect, onAct, menuOf, beside, above, empty } = props;
  const id = useId();
  const [takesFocus] = useState(() => !props.late || document.activeElement === document.body);
  const height = props.rowHeight * useScale();
  const rows = useRowWindow({ count: lines.length, rowHeight: height });
  const active = lines.findIndex(({ key }) => key === selected);
  const shown = active >= rows.first && active < rows.last ? `${id}-${active}` : undefined;

  const press = (event: KeyboardEvent, inField: boolean) => {
    const line = lines[active] ?? lines.find(({ heading }) => !heading);
    if (event.key === "Enter" && line) {
      event.preventDefault();
      event.stopPropagation();
      return onAct(line);
    }
    if (inField && (event.key === "Home" || event.key === "End")) return;
    const to = choosable(lines, active, movedRow(event.key, active, lines.length, rows.page));
    const next = to === undefined ? undefined : lines[to];
    if (to === undefined || !next) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(next);
    rows.reveal(lines[to - 1]?.heading ? to - 1 : to);
  };
  const menuAt = (event: MouseEvent, line: L | undefined) => {
    if (line && !line.heading) onSelect(line);
    if (line && menuOf && menuOf(line).length > 0) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const marked = lines[active];
  return (
    <div className={styles.pick}>
      <div className={styles.top}>
        {beside}
        <div className={styles.field}>
          <SearchField
            label={search}
            {...(hint === undefined ? {} : { placeholder: hint })}
            value={words}
            onChange={(next) => {
              onWords(next);
              rows.reveal(0);
            }}
            onKeyDown={(event) => press(event, true)}
            {...(lines.length > 0 ? { popup: { id, active: shown } } : {})}
            autoFocus={takesFocus}
          />
        </div>
      </div>
      {above}
      {lines.length === 0 ? (
        <div className={styles.empty}>{empty}</div>
      ) : (
        <ContextMenu label={marked?.name ?? label} entries={marked && menuOf ? menuOf(marked) : []}>
          <div
            {...rows.scroller}
            id={id}
            role="grid"
            aria-label={label}
            aria-rowcount={lines.length}
            tabIndex={0}
            aria-activedescendant={shown}
            className={`${rowWindowClasses.scroller} ${styles.list}`}
            onKeyDown={(event) => event.target === event.currentTarget && press(event, false)}
            onContextMenu={(event) => event.target === event.currentTarget && menuAt(event, marked)}
          >
            <div style={rows.spacer} role="presentation">
              <div style={rows.pane} className={rowWindowClasses.pane} role="presentation">
                <div
                  className={rowWindowClasses.rows}
                  style={{ transform: `translateY(${rows.offset}px)` }}
                  role="presentation"
                >
                  {lines.slice(rows.first, rows.last).map((line, offset) => (
                    <PickRow
                      key={line.key}
                      id={`${id}-${rows.first + offset}`}
                      index={rows.first + offset}
                      line={line}
                      height={height}
                      isSelected={line.key === selected}
                      onSelect={() => onSelect(line)}
                      onAct={() => onAct(line)}
                      onMenu={(event) => menuAt(event, line)}
                      end={props.end?.(line)}
                    >
                      {props.children(line)}
                    </PickRow>
                  ))}
                </div>
              </div>
            </div>
          </div>
        </ContextMenu>
      )}
    </div>
  );
}

interface PickRowProps {
  id: string;
  index: number;
  line: PickLine;
  height: number;
  isSelected: boolean;
  onSelect: () => void;
  onAct: () => void;
  onMenu: (event: MouseEvent) => void;
  end: ReactNode;
  children: ReactNode;
}

function PickRow({ id, index, line, height, isSelected, onSelect, onAct, onMenu, end, children }: PickRowProps) {
  if (line.heading) {
    return (
      <div role="row" aria-rowindex={index + 1} className={styles.heading} style={{ height }}>
        <div role="gridcell">{children}</div>
      </div>
    );
  }
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      aria-label={line.name}
      className={styles.row}
      style={{ height }}
      onClick={onSelect}
      onDoubleClick={onAct}
      onContextMenu={onMenu}
    >
      <div role="gridcell" className={styles.cell}>
        {children}
      </div>
      {end && (
        // A press here is not a press on the row.
        <div
          role="gridcell"
          className={styles.end}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {end}
        </div>
      )}
    </div>
  );
}

/** The row itself, or the next one in the same direction that is no heading. */
function choosable(lines: readonly PickLine[], from: number, to: number | undefined): number | undefined {
  if (to === undefined || !lines[to]?.heading) return to;
  const step = to >= from && to < lines.length - 1 ? 1 : -1;
  for (let index = to; index >= 0 && index < lines.length; index += step) if (!lines[index]?.heading) return index;
  return from >= 0 ? from : lines.findIndex(({ heading }) => !heading);
}
