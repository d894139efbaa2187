/** What the commit button would do, or what it misses first. */
import { type Draft, joinMessage, type Message } from "../../data/commit_draft";
import type { Changes, CommitDraft, CommitOutlook } from "../../host/api.gen";
import { commitBoxWords } from "../../text/changes";
import { hookWords } from "../../text/hooks";
import { identityWords } from "../../text/identity";

interface PlanOptions {
  readonly changes: Changes;
  readonly draft: Draft;
  readonly message: Message;
  readonly isPending: boolean;
  /** The hook that runs; none before the first. Hostile. */
  readonly hook: string | null;
  /** None while it is not known: the core decides then. */
  readonly outlook: CommitOutlook | undefined;
}

/** A label for the button, and whether it can be pressed. */
export interface CommitPlan {
  /** Hostile: it may name a branch or a hook. */
  readonly label: string;
  /** True where something must be done before. */
  readonly missing: boolean;
}

/** True where the repository has hooks that nobody allowed or skipped yet. */
function mustChooseHooks({ outlook, draft }: Pick<PlanOptions, "outlook" | "draft">): boolean {
  return outlook !== undefined && outlook.hooks.length > 0 && !outlook.trusted && !draft.skipHooks;
}

/** True where the host expects somebody else, and nobody said that this is meant. */
export function mustChooseIdentity({ outlook, draft }: Pick<PlanOptions, "outlook" | "draft">): boolean {
  return outlook !== undefined && outlook.expected !== null && draft.accepted !== outlook.author.email;
}

/** Whether the commit is to be signed. */
export function isSigned(draft: Draft, outlook: CommitOutlook | undefined): boolean {
  return draft.sign ?? outlook?.signing ?? false;
}

/** Whether the commit is to be signed off. */
export function isSignedOff(draft: Draft, outlook: CommitOutlook | undefined): boolean {
  return draft.signOff ?? outlook?.signOff ?? false;
}

/** The draft as the core takes it. */
export function sent(draft: Draft, message: Message, outlook: CommitOutlook | undefined): CommitDraft {
  return {
    message: joinMessage(message),
    amend: draft.amend,
    // A hook that came since is not skipped unseen.
    skipHooks: draft.skipHooks && outlook !== undefined && outlook.hooks.length > 0,
    sign: draft.sign,
    coAuthors: [...(draft.coAuthors ?? [])],
    signOff: isSignedOff(draft, outlook),
  };
}

/** Says what the button would do. */
export function planOf(options: PlanOptions): CommitPlan {
  const { changes, draft, message, isPending, hook } = options;
  const { amend } = draft;
  const { head, operation, staged, unstaged } = changes;
  const missing = (label: string): CommitPlan => ({ label, missing: true });
  const ready = (label: string): CommitPlan => ({ label, missing: false });
  if (isPending) return missing(hook === null ? commitBoxWords.committing : hookWords.running(hook));
  const conflicts = unstaged.paths.filter(({ change }) => change.kind === "conflicted").length;
  if (conflicts > 0) return missing(commitBoxWords.decideConflicts(conflicts));
  const finishes = operation === "merge" && !amend;
  if (staged.total === 0 && !amend && !finishes) return missing(commitBoxWords.stageSomething);
  if (message.summary.trim() === "") return missing(commitBoxWords.writeSummary);
  if (mustChooseIdentity(options)) return missing(identityWords.choose);
  if (mustChooseHooks(options)) return missing(hookWords.choose);
  if (amend) return ready(staged.total === 0 ? commitBoxWords.amendOnly : commitBoxWords.amendWith(staged.total));
  if (finishes) return ready(commitBoxWords.finishMerge(head));
  return ready(commitBoxWords.commit(staged.total, head));
}
