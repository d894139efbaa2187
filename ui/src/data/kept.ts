/** What a view keeps while its tab is behind another one: it lasts as long as the window and is worth nothing after that. */
import { hashKey, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

/** Like `useState`, but whoever mounts again under the same name finds the last value, and hears of those that come later. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const client = useQueryClient();
  const key = ["kept", name];
  const hash = hashKey(key);
  const [value, setValue] = useState<T>(() => client.getQueryData<T>(key) ?? initial);
  // A view that was left may still change it: a commit that ends empties the draft, wherever it is shown by then.
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        if (type === "updated" && query.queryHash === hash)
          setValue(() => (query.state.data as T | undefined) ?? initial);
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the value to begin with is not one that changes
    [client, hash],
  );
  return [
    value,
    (next) => {
      client.setQueryDefaults(["kept"], { gcTime: Infinity });
      client.setQueryData<T>(key, () => next);
      // What the cache made of it: the same object for everybody.
      setValue(() => client.getQueryData<T>(key) ?? next);
    },
  ];
}

/** Changes what is kept under a name from outside a view: an event, or an act that ends when its view is gone. */
export function keepIn<T>(client: QueryClient, name: string, change: (before: T | undefined) => T): void {
  client.setQueryDefaults(["kept"], { gcTime: Infinity });
  client.setQueryData<T>(["kept", name], change);
}

/** What is kept under a name, for whoever only looks. `initial` must be the same object each time. */
export function useKeptValue<T>(name: string, initial: T): T {
  const client = useQueryClient();
  const key = ["kept", name];
  const hash = hashKey(key);
  return useSyncExternalStore(
    (changed) => client.getQueryCache().subscribe(({ query }) => void (query.queryHash === hash && changed())),
    () => client.getQueryData<T>(key) ?? initial,
  );
}
