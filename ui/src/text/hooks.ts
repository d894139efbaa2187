/** Words about hooks: programs of a repository that run when somebody commits. */
import { listed } from "./numbers";

export const hookWords = {
  askTitle: "This repository wants to run programs of its own when you commit",
  /** Hostile. */
  ask: (names: readonly string[]) =>
    `${names.length === 1 ? "Its hook is" : "Its hooks are"} ${listed(names)}. Trusting means: anything in them, now or later, runs with your rights on this computer.`,
  trust: "Trust this repository",
  stopTrusting: "Stop trusting",
  skip: "Skip hooks",
  choose: "Trust the hooks or skip them",
  /** Hostile. */
  names: (names: readonly string[]) => listed(names),
  /** Hostile. */
  running: (hook: string) => `Running ${hook}…`,
  cancel: "Cancel",
  output: "What the hooks say",
};
