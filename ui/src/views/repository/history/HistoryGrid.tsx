/** The commit list with its graph: a grid for the keyboard and for screen readers, a picture for the eye. */
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type RefObject, useId } from "react";

import { useCopyText } from "../../../data/application";
import { targetsOf, useCheckOut } from "../../../data/checkouts";
import { useHostPageEntries } from "../../../data/host_pages";
import { useBuildResults } from "../../../data/prebuilds";
import type { CommitList } from "../../../data/history";
import type { Changes, CheckoutTarget, Fault, RepositoryId, Row } from "../../../host/api.gen";
import { useNow } from "../../../parts/clock";
import { ContextMenu } from "../../../parts/ContextMenu";
import { rowWindowClasses } from "../../../parts/row_window";
import { useScale } from "../../../parts/scale";
import { Spinner } from "../../../parts/Spinner";
import { bandWords, historyWords } from "../../../text/history";
import { useCheckOutEntries } from "../useCheckOutEntries";
import { leastForBand } from "./columns";
import { GraphCanvas } from "./GraphCanvas";
import styles from "./History.module.css";
import { HistoryHeader } from "./HistoryHeader";
import { HistoryRow } from "./HistoryRow";
import { moveOf } from "./moves";
import { bandStart } from "./time_bands";
import { useColumns } from "./useColumns";
import { type History, workRow } from "./useHistory";
import { WorkRow } from "./WorkRow";

interface HistoryGridProps {
  id: RepositoryId;
  history: History;
  gridRef: RefObject<HTMLDivElement | null>;
  /** True where the history is cut. */
  isShallow: boolean;
  /** What is not committed yet; undefined until it is read. */
  changes: Changes | undefined;
  /** Why it can't be read. */
  fault: Fault | null;
  /** Goes to the commit panel. */
  onDetails: () => void;
}

export function HistoryGrid({
  id: repository,
  history,
  gridRef,
  isShallow,
  changes,
  fault,
  onDetails,
}: HistoryGridProps) {
  const { list, rows, active, hasWork, isWork, chooseRow, chooseCommit } = history;
  const { ref: attach } = rows.scroller;
  const id = useId();
  const scale = useScale();
  const now = useNow();
  const checkOut = useCheckOut();
  const resultOf = useBuildResults(repository);
  const { columns, wishes, resets, resize } = useColumns(rows.width === 0 ? 800 : rows.width / scale, list.lanes);
  const [refs, graph, message] = columns;
  const bandAt = bandNames(list, now, (message?.width ?? 0) >= leastForBand);
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    // For the keyboard the row of what is not committed yet is the first one.
    const shift = hasWork ? 1 : 0;
    const move = moveOf(event, {
      active: isWork ? 0 : active < 0 ? active : active + shift,
      total: (list.total ?? 0) + shift,
      page: rows.page,
      rowAt: (line) => list.rowAt(line - shift),
    });
    if (!move) return;
    event.preventDefault();
    if (move.kind === "details") onDetails();
    else if (move.kind === "row") chooseRow(move.index - shift);
    else chooseCommit(move.commit);
  };
  const template = columns.map(({ id: column, width }) =>
    column === "message" ? "minmax(0, 1fr)" : `${width / 10}rem`,
  );
  const above = hasWork ? 2 : 1;
  const hasChanges = changes !== undefined && changes.staged.total + changes.unstaged.total > 0;
  const visible = Array.from({ length: rows.last - rows.first }, (_, offset) => rows.first + offset);
  return (
    <CommitMenu id={repository} history={history} onDetails={onDetails}>
      <div
        {...rows.scroller}
        ref={(node) => {
          gridRef.current = node;
          return attach(node);
        }}
        role="grid"
        aria-label={historyWords.grid}
        aria-rowcount={(list.total ?? 0) + above}
        aria-colcount={columns.length}
        aria-multiselectable={false}
        tabIndex={0}
        aria-activedescendant={
          isWork ? `${id}-${workRow}` : active >= rows.first && active < rows.last ? `${id}-${active}` : undefined
        }
        className={`${rowWindowClasses.scroller} ${styles.grid}`}
        style={{ "--columns": template.join(" ") } as CSSProperties}
        onKeyDown={press}
        onClick={(event) => {
          const index = rowUnder(event);
          if (index !== undefined) chooseRow(index);
        }}
        onContextMenu={(event) => {
          const index = rowUnder(event);
          if (index !== undefined) chooseRow(index);
        }}
        onDoubleClick={(event) => {
          const index = rowUnder(event);
          if (index === undefined) return;
          const target = targetUnder(event, list.rowAt(index));
          if (target) checkOut(repository, target);
          else onDetails();
        }}
      >
        <div style={rows.spacer} role="presentation">
          <div style={rows.pane} className={rowWindowClasses.pane} role="presentation">
            <div role="rowgroup">
              <HistoryHeader columns={columns} wishes={wishes} resets={resets} onResize={resize} />
              {hasWork && (
                <WorkRow
                  id={`${id}-${workRow}`}
                  history={history}
                  columns={columns}
                  changes={changes}
                  fault={fault}
                  isActive={isWork}
                />
              )}
            </div>
            {refs && graph && (
              <GraphCanvas
                history={history}
                left={refs.width}
                width={graph.width}
                className={styles.graphLayer ?? ""}
                hasChanges={hasWork && hasChanges}
              />
            )}
            <div
              role="rowgroup"
              className={rowWindowClasses.rows}
              style={{ transform: `translateY(${rows.offset}px)` }}
            >
              {visible.map((index) => (
                <HistoryRow
                  key={index}
                  id={`${id}-${index}`}
                  index={index}
                  row={list.rowAt(index)}
                  columns={columns}
                  isActive={index === active}
                  band={bandAt(index)}
                  now={now}
                  build={resultOf(list.rowAt(index)?.commit ?? "")?.outcome}
                  above={above}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      <Note history={history} isShallow={isShallow} />
    </CommitMenu>
  );
}

/** What the list can't say with its rows. */
function Note({ history: { place, rows, list }, isShallow }: Pick<HistoryGridProps, "history" | "isShallow">) {
  const isAtEnd = list.total !== undefined && rows.last === list.total;
  const words =
    place === "sought"
      ? historyWords.looking
      : place === "elsewhere"
        ? historyWords.notInList
        : isShallow && isAtEnd
          ? historyWords.shallow
          : undefined;
  if (words === undefined) return null;
  return (
    <div role="status" className={styles.note}>
      {place === "sought" && <Spinner />} {words}
    </div>
  );
}

/** Rows hear nothing themselves: they are drawn once and not again with every frame of scrolling. */
function rowUnder(event: MouseEvent): number | undefined {
  const index = (event.target as Element).closest<HTMLElement>("[data-index]")?.dataset.index;
  return index === undefined ? undefined : Number(index);
}

/** The branch whose pill a double click met. */
function targetUnder(event: MouseEvent, row: Row | undefined): CheckoutTarget | undefined {
  const pill = (event.target as Element).closest<HTMLElement>("[data-pill]")?.dataset.pill;
  return targetsOf(row?.refs ?? []).find((target) => target.kind !== "commit" && pillKey(target) === pill);
}

function pillKey(target: CheckoutTarget): string | undefined {
  if (target.kind === "branch") return `b/${target.name}`;
  return target.kind === "remoteBranch" ? `r/${target.remote}/${target.name}` : undefined;
}

/** Names of the stretches of time that begin at a row. */
function bandNames({ rowAt }: CommitList, now: number, hasRoom: boolean): (index: number) => string | undefined {
  const today = new Date(now);
  const timeAt = (index: number) => {
    const row = rowAt(index);
    return row && timeOf(row);
  };
  return (index) => {
    const band = bandStart(index, timeAt, today);
    return band && (hasRoom ? bandWords(band, today.getFullYear()) : "");
  };
}

const times = new WeakMap<Row, number>();

function timeOf(row: Row): number {
  const known = times.get(row) ?? Date.parse(row.author.time);
  times.set(row, known);
  return known;
}

function CommitMenu({
  id,
  history,
  onDetails,
  children,
}: Pick<HistoryGridProps, "id" | "history" | "onDetails"> & { children: React.ReactNode }) {
  const copy = useCopyText();
  const checkOuts = useCheckOutEntries(id);
  const pages = useHostPageEntries(id);
  const row = history.isWork ? undefined : history.list.rowAt(history.active);
  const details = { id: "details", label: historyWords.showDetails, keys: "Enter", onSelect: onDetails };
  const entries = row
    ? [
        details,
        "separator" as const,
        ...targetsOf(row.refs).flatMap((target) => checkOuts(target, false, true)),
        ...checkOuts({ kind: "commit", id: row.commit }),
        "separator" as const,
        { id: "sha", label: historyWords.copySha, onSelect: () => copy(row.commit) },
        { id: "message", label: historyWords.copyMessage, onSelect: () => copy(row.summary) },
        ...pages({ kind: "commit", id: row.commit }),
      ]
    : history.isWork
      ? [details]
      : [];
  return (
    <ContextMenu label={historyWords.grid} entries={entries}>
      {children}
    </ContextMenu>
  );
}
