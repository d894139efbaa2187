/** Asks before changes are given up: names them, says that Undo brings them back, shows the command that does the same. */
import type { ChangeActs } from "../../data/changes";
import type { ChangedPath } from "../../host/api.gen";
import { AskBar } from "../../parts/AskBar";
import { discardWords } from "../../text/changes";
import { discardAllCommand, discardCommand } from "./discard";

/** What is to be given up. */
export type Discard =
  | { readonly kind: "files"; readonly files: readonly ChangedPath[] }
  | { readonly kind: "all"; readonly total: number; readonly files: readonly ChangedPath[] };

/** Names that are shown. */
const named = 200;

interface DiscardBarProps {
  discard: Discard;
  acts: ChangeActs;
  onDone: () => void;
}

export function DiscardBar({ discard, acts, onDone }: DiscardBarProps) {
  const { files } = discard;
  const total = discard.kind === "all" ? discard.total : files.length;
  const names = files.slice(0, named).map(({ shown }) => shown);
  const hasNew = files.some(({ change }) => change.kind === "untracked");
  const choice =
    discard.kind === "all"
      ? ({ kind: "all" } as const)
      : { kind: "paths" as const, paths: files.map(({ path }) => path) };
  return (
    <AskBar
      title={discard.kind === "all" ? discardWords.titleAll(total) : discardWords.title(total)}
      names={names}
      more={names.length < total ? discardWords.more(total - names.length) : undefined}
      command={{
        label: discardWords.command,
        text: discard.kind === "all" ? discardAllCommand : discardCommand(files),
      }}
      act={discardWords.act}
      keep={discardWords.keep}
      isPending={acts.isPending}
      onAct={() => acts.discard(choice, onDone)}
      onKeep={onDone}
    >
      {hasNew ? discardWords.textNew : discardWords.text}
    </AskBar>
  );
}
