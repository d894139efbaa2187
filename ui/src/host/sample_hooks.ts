/** Sample hooks: they speak for a moment, one of them says no to long summaries, and they can be stopped. */
import type { CommitDraft, Fault } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";

/** Hooks of the sample repositories. */
export const sampleHookNames = (id: string): string[] =>
  id === "repository-billing" ? ["pre-commit", "commit-msg"] : [];

const checks = [
  "Checking what is staged…",
  ...Array.from({ length: 24 }, (_, n) => `  ok  src/main/java/org/example/billing/Check${n + 1}.java`),
  "  ok  docs/invoice\u202Egnp.exe",
  "All checks passed.",
];

/** What hooks add to a sample repository. */
export interface SampleHooks {
  readonly answers: Pick<Answers, "trust_repository" | "cancel_commit">;
  readonly trusts: (id: string) => boolean;
  /** Runs them, or refuses the commit. */
  readonly run: (id: string, draft: CommitDraft) => Promise<void>;
}

/** Hooks that take `pause` ms for each line. */
export function sampleHooks(host: MemoryHost, pause = 120): SampleHooks {
  const trusted = new Set<string>();
  const running = new Map<string, () => void>();
  const wait = (id: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, pause);
      running.set(id, () => {
        clearTimeout(timer);
        reject({ kind: "cancelled" } satisfies Fault);
      });
    });
  const say = (id: string, hook: string, text: string) => host.emit({ kind: "hookSaid", id, hook, text });
  const run = async (id: string, { message, skipHooks }: CommitDraft) => {
    if (sampleHookNames(id).length === 0 || skipHooks) return;
    if (!trusted.has(id)) throw { kind: "refused", detail: "the repository is not trusted" } satisfies Fault;
    try {
      say(id, "pre-commit", "");
      for (const line of checks) {
        await wait(id);
        say(id, "pre-commit", `${line}\n`);
      }
      say(id, "commit-msg", "");
      await wait(id);
      const letters = message.split("\n", 1)[0]?.length ?? 0;
      if (letters <= 72) return;
      const output = `The summary has ${letters} letters; 72 are allowed here.\n`;
      say(id, "commit-msg", output);
      throw { kind: "hook", name: "commit-msg", output } satisfies Fault;
    } finally {
      running.delete(id);
    }
  };
  return {
    run,
    trusts: (id) => trusted.has(id),
    answers: {
      trust_repository: ({ id, trusted: yes }) => {
        if (yes) trusted.add(id);
        else trusted.delete(id);
        host.emit({ kind: "repositoryChanged", id });
        return null;
      },
      cancel_commit: ({ id }) => {
        running.get(id)?.();
        return null;
      },
    },
  };
}
