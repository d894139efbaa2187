/** How every hook of this folder speaks with the core: a question has a cache key (command, arguments), an act has none. */
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Fault } from "../host/api.gen";
import { useHost } from "../host/context";
import { type Arguments, asFault, type Command, type Reply } from "../host/host";

/** The cache key of a question: events find it by the command's name. */
export function keyOf<K extends Command>(name: K, args: Arguments<K>): readonly [K, Arguments<K>] {
  return [name, args];
}

/** How a question is asked: not yet, or again whenever a view begins to show its answer, where no event says that it changed. */
export interface Asking {
  enabled?: boolean;
  refetchOnMount?: "always";
  /** Milliseconds for which the answer is good without being asked again. */
  staleTime?: number;
  /** Milliseconds that an answer is kept for which nobody looks any more. */
  gcTime?: number;
}

/** Asks the core and keeps the answer until an event says it changed. */
export function useAnswer<K extends Command>(name: K, args: Arguments<K>, options: Asking = {}) {
  const host = useHost();
  return useQuery<Reply<K>, Fault>({
    queryKey: keyOf(name, args),
    queryFn: () => host.call(name, args),
    ...options,
  });
}

/** The same for what the window can't be painted without: waits (Suspense) instead of answering "not yet". */
export function useAnswerNow<K extends Command>(name: K, args: Arguments<K>): Reply<K> {
  const host = useHost();
  const { data } = useSuspenseQuery<Reply<K>, Fault>({
    queryKey: keyOf(name, args),
    queryFn: () => host.call(name, args),
  });
  return data;
}

/** What the caller of an act wants to hear. */
export interface Ears<K extends Command> {
  onSuccess?: (reply: Reply<K>) => void;
  onError?: (fault: Fault) => void;
  onSettled?: () => void;
}

/**
 * Changes something. The core's events bring the consequences; the caller only handles the answer and the fault, and hears
 * them even where such an event took its view away meanwhile. `before` is waited for between the answer and its hearing.
 */
export function useAct<K extends Command>(name: K, before?: () => Promise<unknown>) {
  const host = useHost();
  const mutation = useMutation<Reply<K>, Fault, Arguments<K>>({
    mutationFn: async (args) => {
      const reply = await host.call(name, args);
      await before?.();
      return reply;
    },
  });
  const { mutateAsync } = mutation;
  // The library's own callbacks are silent once the view is gone.
  const mutate = (args: Arguments<K>, { onSuccess, onError, onSettled }: Ears<K> = {}) =>
    void mutateAsync(args)
      .then(onSuccess, onError ?? (() => undefined))
      .then(onSettled);
  return { ...mutation, mutate };
}

/** An act whose arguments hold a secret: nothing of them is kept, neither in the cache nor in a closure that outlives the call. */
export function useSecretAct<K extends Command>(name: K) {
  const host = useHost();
  const [state, setState] = useState<{ isPending: boolean; error: Fault | null }>({ isPending: false, error: null });
  const run = async (args: Arguments<K>, done: (reply: Reply<K>) => void | Promise<void>) => {
    setState({ isPending: true, error: null });
    try {
      await done(await host.call(name, args));
      setState({ isPending: false, error: null });
    } catch (rejection) {
      setState({ isPending: false, error: asFault(rejection) });
    }
  };
  return { ...state, run, clear: () => setState({ isPending: false, error: null }) };
}
