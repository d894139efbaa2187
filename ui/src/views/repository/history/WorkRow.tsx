/** The row above the commits: what is not committed yet, with how many files changed in which way. */
import type { ReactNode } from "react";

import { type ChangeCounts, countChanges } from "../../../data/change_counts";
import type { Changes, Fault } from "../../../host/api.gen";
import { ChangeGlyph, type GlyphKind } from "../../../parts/ChangeGlyph";
import { workRowWords } from "../../../text/changes";
import { number } from "../../../text/numbers";
import type { Column } from "./columns";
import { WorkCanvas } from "./GraphCanvas";
import styles from "./History.module.css";
import { type History, workRow } from "./useHistory";

interface WorkRowProps {
  id: string;
  history: History;
  columns: readonly Column[];
  changes: Changes | undefined;
  fault: Fault | null;
  isActive: boolean;
}

export function WorkRow({ id, history, columns, changes, fault, isActive }: WorkRowProps) {
  const counts = changes && countChanges(changes);
  const hasChanges = counts !== undefined && counts.files > 0;
  const cell = (column: Column): ReactNode => {
    if (column.id === "graph") return <WorkCanvas history={history} width={column.width} hasChanges={hasChanges} />;
    if (column.id !== "message") return null;
    return <Words counts={counts} hasFault={fault !== null} />;
  };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={2}
      aria-selected={isActive}
      className={`${styles.row} ${styles.work}`}
      data-index={workRow}
      data-quiet={!hasChanges || undefined}
    >
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" aria-colindex={at + 1} className={styles[column.id]}>
          {cell(column)}
        </div>
      ))}
    </div>
  );
}

const kinds = [
  ["conflicted", "conflicted", workRowWords.conflicted],
  ["changed", "modified", workRowWords.changed],
  ["added", "added", workRowWords.added],
  ["deleted", "deleted", workRowWords.deleted],
] as const satisfies readonly (readonly [keyof ChangeCounts, GlyphKind, unknown])[];

function Words({ counts, hasFault }: { counts: ChangeCounts | undefined; hasFault: boolean }) {
  if (!counts) return <span className={styles.summary}>{hasFault ? workRowWords.failed : workRowWords.loading}</span>;
  if (counts.files === 0) return <span className={styles.summary}>{workRowWords.none}</span>;
  return (
    <>
      <span className={styles.summary}>
        <span className={styles.long}>{workRowWords.changes}</span>
        <span className={styles.short} aria-hidden>
          {workRowWords.short}
        </span>
      </span>
      <span className={styles.tallies}>
        {kinds.map(
          ([kind, glyph, words]) =>
            counts[kind] > 0 && (
              <span key={kind} className={styles.tally} title={words(counts[kind], counts.cut)}>
                <ChangeGlyph kind={glyph} />
                <span className="visually-hidden">{words(counts[kind], counts.cut)}</span>
                <span aria-hidden>
                  {number(counts[kind])}
                  {counts.cut && "+"}
                </span>
              </span>
            ),
        )}
      </span>
    </>
  );
}
