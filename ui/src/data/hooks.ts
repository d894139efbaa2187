/** Hooks of a commit: what they say, whether they may run, and how they are stopped. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";

import type { Event as CoreEvent, RepositoryId } from "../host/api.gen";
import { keyOf, useAct } from "./ask";
import { keepIn, useKeptValue } from "./kept";
import { useReport } from "./notices";

/** What hooks have said since a commit began. Hostile. */
export interface HookOutput {
  /** The one that spoke last; none before the first. */
  readonly hook: string | null;
  /** The last lines; the very last may go on. */
  readonly lines: readonly string[];
  /** How many were dropped before them. */
  readonly dropped: number;
}

/** What is heard when a hook speaks. */
type HookSaid = Extract<CoreEvent, { kind: "hookSaid" }>;

/** Lines that are kept. */
export const linesKept = 2_000;
/** Letters of a line that are kept: nobody reads further, and a hook may print without end. */
export const lettersKept = 2_000;

/** Before anything was said. */
export const silence: HookOutput = { hook: null, lines: [], dropped: 0 };

/** The output with more of it. Pure. */
export function withSaid(output: HookOutput, { hook, text }: Pick<HookSaid, "hook" | "text">): HookOutput {
  const begun = output.lines.at(-1) ?? "";
  // The words of another hook begin on a line of their own.
  const goesOn = hook === output.hook || begun === "";
  const whole = goesOn ? output.lines.slice(0, -1) : output.lines;
  const fresh = ((goesOn ? begun : "") + text).split(/\r?\n/).map(cut);
  const lines = [...whole, ...fresh];
  const over = Math.max(0, lines.length - linesKept);
  return { hook, lines: lines.slice(over), dropped: output.dropped + over };
}

function cut(line: string): string {
  return line.length > lettersKept ? `${line.slice(0, lettersKept)}…` : line;
}

const nameOf = (id: RepositoryId) => `hook output ${id}`;

/** Collects what a hook said, wherever the person is meanwhile. */
export function hearHook(client: QueryClient, { id, hook, text }: Omit<HookSaid, "kind">): void {
  keepIn<HookOutput>(client, nameOf(id), (output = silence) => withSaid(output, { hook, text }));
}

/** Forgets what hooks said: a commit begins, or nobody wants to read it any more. */
export function hushHooks(client: QueryClient, id: RepositoryId): void {
  keepIn<HookOutput>(client, nameOf(id), () => silence);
}

/** What a fault brought along, where nothing was heard before it. */
export function hearLastWords(client: QueryClient, id: RepositoryId, hook: string, text: string): void {
  keepIn<HookOutput>(client, nameOf(id), (output = silence) =>
    output.lines.some((line) => line !== "") ? output : withSaid(silence, { hook, text }),
  );
}

/** What the hooks of a repository have said since its commit began. */
export function useHookOutput(id: RepositoryId): HookOutput {
  return useKeptValue(nameOf(id), silence);
}

/** Allows a repository to run its programs, or forbids it. It is pending until the outlook knows. */
export function useTrustRepository(id: RepositoryId): {
  trust: (trusted: boolean, then?: () => void) => void;
  isPending: boolean;
} {
  const client = useQueryClient();
  const report = useReport();
  const act = useAct("trust_repository", () =>
    client.invalidateQueries({ queryKey: keyOf("get_commit_outlook", { id }) }),
  );
  return {
    trust: (trusted, then) =>
      act.mutate({ id, trusted }, { onError: report, ...(then === undefined ? {} : { onSuccess: then }) }),
    isPending: act.isPending,
  };
}

/** Ends the hook of the commit that is under way; the commit itself says when it has ended. */
export function useCancelCommit(id: RepositoryId): { cancel: () => void; isPending: boolean } {
  const report = useReport();
  const act = useAct("cancel_commit");
  return { cancel: () => act.mutate({ id }, { onError: report }), isPending: act.isPending };
}
