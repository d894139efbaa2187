/** What is read besides the difference: the whole text around it, and the words of its code. */
import { type CodeColours, useCodeColours, useGrammar } from "../../data/code_colours";
import { type ShownDiff, useFileText } from "../../data/differences";
import type { RepositoryId } from "../../host/api.gen";
import { type CodeLines, codeLines } from "../../parts/code_tokens";

export interface Code {
  readonly before: CodeColours | undefined;
  readonly after: CodeColours | undefined;
  /** The newer state; undefined until it is read. */
  readonly lines: CodeLines | undefined;
  /** It can't be read: it is no text, too long, or another one by now. */
  readonly isClosed: boolean;
}

/** `isOpened` says that lines between the hunks are wanted, whatever the language. */
export function useCode(repository: RepositoryId, shown: ShownDiff, isOpened: boolean): Code {
  const { modeBefore, modeAfter } = shown.diff;
  const grammar = useGrammar(shown.path);
  const old = useFileText(repository, shown, "before", grammar !== undefined && modeBefore !== null);
  const next = useFileText(repository, shown, "after", (grammar !== undefined || isOpened) && modeAfter !== null);
  return {
    before: useCodeColours(grammar, modeBefore === null ? null : old.data),
    after: useCodeColours(grammar, modeAfter === null ? null : next.data),
    // The text before another difference has other lines.
    lines: typeof next.data === "string" && !next.isPlaceholderData ? codeLines(next.data) : undefined,
    isClosed: modeAfter === null || next.data === null || next.isError,
  };
}
