/** Words about what was seen before and is not from now. */
import type { Seen } from "../host/api.gen";

export const seenWords = {
  seen: "Seen",
  justNow: "just now",
  asking: "Asking again…",
  silent: (host: string) => `${host} does not answer.`,
  tryAgain: "Try again",
  /** Where there is little room; `ago` is a time as people say it. */
  short: (ago: string) => `Offline, seen ${ago}`,
  branches: (ago: string) => `As they were ${ago}.`,
  needsNetwork: (host: string) => `This needs the network, and ${host} does not answer`,
  cloneNeedsNetwork: (host: string) => `Cloning needs the network, and ${host} does not answer.`,
};

/** Why something is not from now. */
export function whyOld(seen: Seen): string {
  const host = silentHost(seen);
  return host === undefined ? seenWords.asking : seenWords.silent(host);
}

/** The host that did not answer, where one was asked. */
export function silentHost({ because }: Seen): string | undefined {
  return because?.kind === "offline" ? because.host : undefined;
}
