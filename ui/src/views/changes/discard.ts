/** The command that gives up the same changes: for people who want to see what a button does. */
import type { ChangedPath } from "../../host/api.gen";
import { shellWord } from "../../parts/shell_word";

/** Names in the command; more would hide its end. */
const named = 6;

export function discardCommand(files: readonly ChangedPath[]): string {
  const fresh = files.filter(({ change }) => change.kind === "untracked");
  const known = files.filter(({ change }) => change.kind !== "untracked");
  return [
    ...(known.length > 0 ? [`git restore -- ${namesOf(known)}`] : []),
    ...(fresh.length > 0 ? [`git clean -f -d -- ${namesOf(fresh)}`] : []),
  ].join(" && ");
}

/** The same for everything that is not staged. */
export const discardAllCommand = "git restore -- :/ && git clean -f -d -- :/";

function namesOf(files: readonly ChangedPath[]): string {
  const names = files.slice(0, named).map(({ shown }) => shellWord(shown));
  return [...names, ...(files.length > named ? ["…"] : [])].join(" ");
}
