/** The head of the commit list: names of the columns, and edges to drag. */
import type { ReactNode } from "react";

import { ColumnDivider } from "../../../parts/ColumnDivider";
import { historyWords } from "../../../text/history";
import { bounds, type Column, type ColumnWishes } from "./columns";
import styles from "./History.module.css";

interface HistoryHeaderProps {
  columns: readonly Column[];
  wishes: ColumnWishes;
  resets: ColumnWishes;
  onResize: (column: keyof ColumnWishes, width: number) => void;
}

export function HistoryHeader({ columns, wishes, resets, onResize }: HistoryHeaderProps) {
  return (
    <div role="row" aria-rowindex={1} className={styles.header}>
      {columns.map(({ id }, index) => (
        <HeaderCell key={id} index={index} label={historyWords.columns[id]}>
          {id !== "message" && (
            <ColumnDivider
              label={historyWords.resize(historyWords.columns[id])}
              size={wishes[id]}
              min={bounds[id][0]}
              max={bounds[id][1]}
              reset={resets[id]}
              // Columns right of the message give and take at their left edge.
              grows={id === "refs" || id === "graph" ? "right" : "left"}
              onResize={(width) => onResize(id, width)}
            />
          )}
        </HeaderCell>
      ))}
    </div>
  );
}

function HeaderCell({ index, label, children }: { index: number; label: string; children: ReactNode }) {
  return (
    <div role="columnheader" aria-colindex={index + 1} className={styles.headerCell}>
      <span className={styles.headerWords}>{label}</span>
      {children}
    </div>
  );
}
