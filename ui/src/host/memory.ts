/** A host without a core, for component tests and `npm run dev`: answers come from functions, events from the test. */
import type { Event as CoreEvent, Fault } from "./api.gen";
import { type Arguments, asFault, type Command, type Host, type Reply } from "./host";

/** Answers of commands; a missing one is refused as `broken`, so that a test sees what it forgot. */
export type Answers = { [K in Command]?: (args: Arguments<K>) => Reply<K> | Promise<Reply<K>> };

/** One call that was made, newest last. */
export interface Call {
  name: Command;
  args: unknown;
}

export interface MemoryHost extends Host {
  /** Every call so far. */
  readonly calls: Call[];
  /** The arguments of all calls of one command. */
  callsOf<K extends Command>(name: K): Arguments<K>[];
  /** Replaces or adds answers. */
  answer(answers: Answers): void;
  /** Says what was seen before; without it nothing was. */
  remember(answers: Answers): void;
  /** Sends an event to whoever listens. */
  emit(event: CoreEvent): void;
}

export function memoryHost(answers: Answers = {}): MemoryHost {
  const table: Answers = { ...answers };
  const seen: Answers = {};
  const calls: Call[] = [];
  const ears = new Set<(event: CoreEvent) => void>();
  return {
    calls,
    desktop: "linux",
    callsOf: <K extends Command>(name: K) =>
      calls.filter((call) => call.name === name).map((call) => call.args as Arguments<K>),
    answer: (more) => void Object.assign(table, more),
    remember: (more) => void Object.assign(seen, more),
    emit: (event) => ears.forEach((hear) => hear(event)),
    listen(hear) {
      ears.add(hear);
      return () => void ears.delete(hear);
    },
    async call<K extends Command>(name: K, args: Arguments<K>): Promise<Reply<K>> {
      if ((args as { atOnce?: boolean | null }).atOnce) {
        const remembered = seen[name];
        if (!remembered) throw { kind: "notFound", what: "anything that was seen before" } satisfies Fault;
        return remembered(args);
      }
      calls.push({ name, args });
      const answer = table[name];
      if (!answer) throw asFault(new Error(`The memory host has no answer for ${name}.`));
      try {
        return await answer(args);
      } catch (rejection) {
        throw asFault(rejection);
      }
    },
  };
}
