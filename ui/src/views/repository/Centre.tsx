/** The commit list, or what stands in its place while it can't be shown. */
import { GitCommitVertical } from "lucide-react";
import type { RefObject } from "react";

import { useFaultViews } from "../../data/faults";
import type { Changes, Fault, RepositoryId } from "../../host/api.gen";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { LoadingState } from "../../parts/LoadingState";
import { historyWords } from "../../text/history";
import { HistoryGrid } from "./history/HistoryGrid";
import type { History } from "./history/useHistory";

interface CentreProps {
  id: RepositoryId;
  history: History;
  isShallow: boolean;
  changes: Changes | undefined;
  fault: Fault | null;
  grid: RefObject<HTMLDivElement | null>;
  onDetails: () => void;
}

export function Centre({ id, history, isShallow, changes, fault, grid, onDetails }: CentreProps) {
  const faults = useFaultViews();
  const { list } = history;
  if (list.total === undefined && list.fault) return <ErrorState {...faults(list.fault, list.retry)} />;
  if (list.total === undefined) return <LoadingState label={historyWords.loading} />;
  if (list.total === 0) {
    return (
      <EmptyState icon={GitCommitVertical} title={historyWords.emptyTitle}>
        {historyWords.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      {list.fault && <ErrorState {...faults(list.fault, list.retry)} inline />}
      <HistoryGrid
        id={id}
        history={history}
        gridRef={grid}
        isShallow={isShallow}
        changes={changes}
        fault={fault}
        onDetails={onDetails}
      />
    </>
  );
}
