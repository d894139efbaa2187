/** Hands the host to every component below. */
import { createContext, use, type ReactNode } from "react";

import type { Host } from "./host";

const HostContext = createContext<Host | null>(null);

export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

/** The host of this window. */
export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error("useHost needs a HostProvider above it");
  return host;
}
