/** What a view keeps while its tab is behind another one: it lasts as long as the window and is worth nothing after that. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

/** Like `useState`, but whoever mounts again under the same name finds the last value. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const client = useQueryClient();
  const key = ["kept", name];
  const [value, setValue] = useState<T>(() => client.getQueryData<T>(key) ?? initial);
  return [
    value,
    (next) => {
      client.setQueryDefaults(["kept"], { gcTime: Infinity });
      client.setQueryData<T>(key, () => next);
      setValue(() => next);
    },
  ];
}
