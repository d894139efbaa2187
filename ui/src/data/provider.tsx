/** Everything below it may ask: the cache, the events that keep it fresh, the notices and what is in front. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { useHost } from "../host/context";
import type { Host } from "../host/host";
import { keyOf } from "./ask";
import { useEventsKeepAnswersFresh } from "./events";
import { NoticesProvider } from "./notices";
import { PlacesProvider } from "./places";

/** What the window can't be painted without. Asked for all at once, before anything is rendered. */
const needed = ["get_application", "get_settings", "list_profiles", "get_tabs"] as const;

/** Asks ahead: views that wait for these one after the other then wait once. A fault is met where it is needed. */
function askAhead(client: QueryClient, host: Host): void {
  for (const name of needed)
    void client.prefetchQuery({ queryKey: keyOf(name, {}), queryFn: () => host.call(name, {}) });
}

/** Answers stay until an event says otherwise; retries are the core's business; being offline is a fault, not a pause. */
export function freshClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export function DataProvider({ children }: { children: ReactNode }) {
  const host = useHost();
  const [client] = useState(() => {
    const fresh = freshClient();
    askAhead(fresh, host);
    return fresh;
  });
  return (
    <QueryClientProvider client={client}>
      <Events />
      <PlacesProvider>
        <NoticesProvider>{children}</NoticesProvider>
      </PlacesProvider>
    </QueryClientProvider>
  );
}

function Events() {
  useEventsKeepAnswersFresh();
  return null;
}
