/** A line of the commit list. */
import type { CSSProperties, ReactNode } from "react";

import type { PrebuildOutcome, Row } from "../../../host/api.gen";
import { BuildMark } from "../../../parts/BuildMark";
import { HostileText } from "../../../parts/HostileText";
import { buildWords } from "../../../text/prebuilds";
import { historyWords, rowTime } from "../../../text/history";
import type { Column, ColumnId } from "./columns";
import styles from "./History.module.css";
import { pillsOf } from "./pills";
import { pillsName, RefPills } from "./RefPills";

interface HistoryRowProps {
  id: string;
  index: number;
  row: Row | undefined;
  columns: readonly Column[];
  isActive: boolean;
  /** Name of the stretch of time that begins here; empty where there is no room for it. */
  band: string | undefined;
  now: number;
  /** How the person's command went for the commit. */
  build: PrebuildOutcome | undefined;
  /** Rows above the first commit: the head, and perhaps the row of what is not committed yet. */
  above: number;
}

export function HistoryRow(props: HistoryRowProps) {
  const { id, index, row, columns, isActive, band, now, build, above } = props;
  const lane = { "--lane": `var(--lane-${(row?.color ?? 0) % 8})` } as CSSProperties;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + above + 1}
      aria-selected={isActive}
      aria-busy={row === undefined || undefined}
      className={styles.row}
      data-index={index}
      data-band={band === undefined ? undefined : true}
      style={lane}
    >
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" aria-colindex={at + 1} className={styles[column.id]}>
          {row ? cells[column.id]({ row, band, now, build }) : <Unread column={column.id} index={index} />}
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  row: Row;
  band: string | undefined;
  now: number;
  build: PrebuildOutcome | undefined;
}

const cells: Record<ColumnId, (props: CellProps) => ReactNode> = {
  refs: ({ row }) => {
    const pills = pillsOf(row.refs);
    if (pills.length === 0) return null;
    return (
      <>
        <span className="visually-hidden">{pillsName(pills)}</span>
        <span aria-hidden className={styles.fill}>
          <RefPills pills={pills} />
        </span>
      </>
    );
  },
  graph: ({ row }) => (row.parents.length > 1 ? <span className="visually-hidden">{historyWords.merge}</span> : null),
  message: ({ row, band, build }) => (
    <>
      {build && <BuildMark state={build.kind} words={buildWords(build)} small />}
      <span className={styles.summary} data-merge={row.parents.length > 1 || undefined}>
        <HostileText text={row.summary} />
      </span>
      {band !== undefined && band !== "" && <span className={styles.bandWords}>{band}</span>}
    </>
  ),
  author: ({ row }) => <HostileText text={row.author.name} />,
  date: ({ row, now }) => <time dateTime={row.author.time}>{rowTime(row.author.time, now)}</time>,
  sha: ({ row }) => row.commit.slice(0, 8),
};

/** Widths of quiet bars, in percent: uneven like the text that will stand there. */
const widths = [72, 48, 86, 60, 40, 78, 55];

function Unread({ column, index }: { column: ColumnId; index: number }) {
  if (column === "refs" || column === "graph") return null;
  const width = column === "message" ? (widths[index % widths.length] ?? 60) : 70;
  return (
    <>
      <span className={styles.unread} style={{ width: `${width}%` }} aria-hidden />
      {column === "message" && <span className="visually-hidden">{historyWords.unread}</span>}
    </>
  );
}
