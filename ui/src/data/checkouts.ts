/** Checking out. Both are jobs, which show themselves; what comes of them events bring. */
import type { CheckoutTarget, RefLabel, RepositoryId } from "../host/api.gen";
import { useAct } from "./ask";
import { useReport } from "./notices";

/** Checks something out here. */
export function useCheckOut(): (id: RepositoryId, target: CheckoutTarget) => void {
  const report = useReport();
  const checkOut = useAct("check_out");
  return (id, target) => checkOut.mutate({ id, target }, { onError: report });
}

/** Makes a work tree beside the repository with something checked out; its notice opens it. */
export function useAddWorktree(): (id: RepositoryId, target: CheckoutTarget) => void {
  const report = useReport();
  const add = useAct("add_worktree");
  return (id, target) => add.mutate({ id, target, folder: null }, { onError: report });
}

/** The branches among the labels of a commit that can be checked out, local ones first; one that is, is not among them. */
export function targetsOf(labels: readonly RefLabel[]): CheckoutTarget[] {
  const locals = labels.flatMap((label) => (label.kind === "branch" ? [label] : []));
  const remotes = labels.flatMap((label) =>
    label.kind === "remote" && !locals.some(({ name }) => name === label.name) ? [label] : [],
  );
  return [
    ...locals.filter(({ current }) => !current).map(({ name }) => ({ kind: "branch", name }) as const),
    ...remotes.map(({ remote, name }) => ({ kind: "remoteBranch", remote, name }) as const),
  ];
}
