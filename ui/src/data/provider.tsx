/** Everything below it may ask: the cache, the events that keep it fresh, the notices and what is in front. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { useEventsKeepAnswersFresh } from "./events";
import { NoticesProvider } from "./notices";
import { PlacesProvider } from "./places";

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
  const [client] = useState(freshClient);
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
