/** What the commit button would do, or what it misses first. */
import type { Changes } from "../../host/api.gen";
import { commitBoxWords } from "../../text/changes";
import type { Message } from "./draft";

interface PlanOptions {
  readonly changes: Changes;
  readonly amend: boolean;
  readonly message: Message;
  readonly isPending: boolean;
}

export interface CommitPlan {
  /** Hostile: it may name a branch. */
  readonly label: string;
  /** True where something must be done before. */
  readonly missing: boolean;
}

export function planOf({ changes, amend, message, isPending }: PlanOptions): CommitPlan {
  const { head, operation, staged, unstaged } = changes;
  const missing = (label: string): CommitPlan => ({ label, missing: true });
  const ready = (label: string): CommitPlan => ({ label, missing: false });
  if (isPending) return missing(commitBoxWords.committing);
  const conflicts = unstaged.paths.filter(({ change }) => change.kind === "conflicted").length;
  if (conflicts > 0) return missing(commitBoxWords.decideConflicts(conflicts));
  const finishes = operation === "merge" && !amend;
  if (staged.total === 0 && !amend && !finishes) return missing(commitBoxWords.stageSomething);
  if (message.summary.trim() === "") return missing(commitBoxWords.writeSummary);
  if (amend) return ready(staged.total === 0 ? commitBoxWords.amendOnly : commitBoxWords.amendWith(staged.total));
  if (finishes) return ready(commitBoxWords.finishMerge(head));
  return ready(commitBoxWords.commit(staged.total, head));
}
