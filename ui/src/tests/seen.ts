/** Ages for tests of what was seen before. */
import type { Fault, Seen } from "../host/api.gen";

export const silence: Fault = { kind: "offline", host: "git.example.org", detail: "connection refused" };

/** Seen so many hours ago; with `because` the host was asked and did not answer. */
export function seenBefore(hours: number, because: Fault | null = null): Seen {
  return { at: new Date(Date.now() - hours * 3_600_000).toISOString(), because };
}
