/**
 * What was seen before: it stands in at once for what the host is still being asked for, and for what it can't be asked for. Nothing
 * stands in for a refusal.
 */
import type { Fault, Seen } from "../host/api.gen";
import type { Arguments, Command, Reply } from "../host/host";
import { visibleText } from "../parts/hostile";
import type { SeenNoteProps } from "../parts/SeenNote";
import { seenWords, whyOld } from "../text/seen";
import { type Asking, useAnswer } from "./ask";

/** Questions that can be answered at once, by what was seen. */
type Memorable = { [K in Command]: Arguments<K> extends { atOnce?: boolean | null } ? K : never }[Command];

/** That what is shown is not from now. */
export interface Sight {
  readonly seen: Seen;
  /** True while the host is being asked. */
  readonly isAsking: boolean;
  /** Asks the host again. */
  readonly retry: () => void;
}

/** How a question about what was seen is kept: it is read from the disk whenever it is needed, and then not needed any more. */
export const passing = { gcTime: 0 } as const;

/** An answer of the host, or until it comes what was seen before. */
export function useSeenAnswer<K extends Memorable>(name: K, args: Arguments<K>, options: Asking = {}) {
  const fresh = useAnswer(name, args, options);
  const waits = fresh.isPending && options.enabled !== false;
  const before = useAnswer(name, { ...args, atOnce: true }, { enabled: waits, ...passing });
  const data: Reply<K> | undefined = fresh.data ?? (waits ? before.data : undefined);
  const retry = () => void fresh.refetch();
  const isAsking = fresh.isFetching;
  const isWaiting = data === undefined && fresh.isPending;
  return { data, fault: fresh.error, isWaiting, isAsking, retry, sight: sightOf(data, isAsking, retry) };
}

/** The age of an answer, where it has one. */
export function sightOf(answer: unknown, isAsking: boolean, retry: () => void): Sight | undefined {
  const seen = (answer as { seen?: Seen | null } | undefined)?.seen;
  return seen ? { seen, isAsking, retry } : undefined;
}

/** What a SeenNote shows: `{sight && <SeenNote {...noteOf(sight)} />}`. */
export function noteOf({ seen, isAsking, retry }: Sight): SeenNoteProps {
  const { seen: lead, justNow } = seenWords;
  const words = { lead, justNow, time: seen.at, why: visibleText(whyOld(seen)) };
  if (seen.because === null) return words;
  return { ...words, action: { label: seenWords.tryAgain, onPress: retry, isPending: isAsking } };
}

/** Whether an answer, or the first page of one, is what was seen before. */
export function isOld(answer: unknown): boolean {
  const { seen, pages } = (answer ?? {}) as { seen?: Seen | null; pages?: readonly unknown[] };
  return Boolean(seen) || (pages !== undefined && isOld(pages[0]));
}

/** Whether a host could not be asked. */
export function isSilence(fault: Fault | null | undefined): boolean {
  return fault?.kind === "offline";
}
