/** What the commit button would do, or what it misses first. */
import type { Changes, CommitOutlook } from "../../host/api.gen";
import { commitBoxWords } from "../../text/changes";
import { hookWords } from "../../text/hooks";
import type { Message } from "./draft";

interface PlanOptions {
  readonly changes: Changes;
  readonly amend: boolean;
  readonly message: Message;
  readonly isPending: boolean;
  /** The hook that runs; none before the first. Hostile. */
  readonly hook: string | null;
  /** None while it is not known: the core decides then. */
  readonly outlook: Pick<CommitOutlook, "hooks" | "trusted"> | undefined;
  readonly skipHooks: boolean;
}

/** A label for the button, and whether it can be pressed. */
export interface CommitPlan {
  /** Hostile: it may name a branch or a hook. */
  readonly label: string;
  /** True where something must be done before. */
  readonly missing: boolean;
}

/** True where the repository has hooks that nobody allowed or skipped yet. */
function mustChooseHooks({ outlook, skipHooks }: Pick<PlanOptions, "outlook" | "skipHooks">): boolean {
  return outlook !== undefined && outlook.hooks.length > 0 && !outlook.trusted && !skipHooks;
}

/** Says what the button would do. */
export function planOf(options: PlanOptions): CommitPlan {
  const { changes, amend, message, isPending, hook } = options;
  const { head, operation, staged, unstaged } = changes;
  const missing = (label: string): CommitPlan => ({ label, missing: true });
  const ready = (label: string): CommitPlan => ({ label, missing: false });
  if (isPending) return missing(hook === null ? commitBoxWords.committing : hookWords.running(hook));
  const conflicts = unstaged.paths.filter(({ change }) => change.kind === "conflicted").length;
  if (conflicts > 0) return missing(commitBoxWords.decideConflicts(conflicts));
  const finishes = operation === "merge" && !amend;
  if (staged.total === 0 && !amend && !finishes) return missing(commitBoxWords.stageSomething);
  if (message.summary.trim() === "") return missing(commitBoxWords.writeSummary);
  if (mustChooseHooks(options)) return missing(hookWords.choose);
  if (amend) return ready(staged.total === 0 ? commitBoxWords.amendOnly : commitBoxWords.amendWith(staged.total));
  if (finishes) return ready(commitBoxWords.finishMerge(head));
  return ready(commitBoxWords.commit(staged.total, head));
}
