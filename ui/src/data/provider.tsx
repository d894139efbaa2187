/** Everything below it may ask: the cache, the events that keep it fresh, the notices and what is in front. */
import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { asFault, type Host } from "../host/host";
import { keyOf } from "./ask";
import { doubtHosts, useEventsKeepAnswersFresh } from "./events";
import { NoticesProvider } from "./notices";
import { PlacesProvider } from "./places";

/** What the window can't be painted without. */
const needed = ["get_application", "get_settings", "list_profiles", "get_tabs"] as const;
/** Milliseconds after which the person is told that Bough is starting. */
const patience = 400;

/**
 * A cache that holds what the first paint needs, asked for all at once; a fault is met where it is needed. To be waited for before
 * anything is rendered: React shows nothing for 300 ms after a "Starting…" that it has shown, however soon the answers come.
 */
export async function answeredAhead(host: Host): Promise<QueryClient> {
  const client = freshClient();
  const asked = needed.map((name) =>
    client.prefetchQuery({ queryKey: keyOf(name, {}), queryFn: () => host.call(name, {}) }),
  );
  await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, patience))]);
  return client;
}

/** Answers stay until an event, or an act that fails, says otherwise; retries are the core's business; being offline is a fault, not a pause. */
function freshClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({ onError: (error) => doubtHosts(client, asFault(error)) }),
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
  return client;
}

interface DataProviderProps {
  /** What was answered already. */
  ahead?: QueryClient;
  children: ReactNode;
}

export function DataProvider({ ahead, children }: DataProviderProps) {
  const [client] = useState(() => ahead ?? freshClient());
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
