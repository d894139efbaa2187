/** What exactly would be lost when changes in one file are given up: the lines themselves, or the file. */
import type { ChangeChoice, FileDiff } from "../../host/api.gen";

/** Lines that are named. */
const named = 200;

/** The file's path, and below it the lines, each as the difference shows it. Hostile. */
export function lostNames(path: string, choice: ChangeChoice, diff: FileDiff | undefined): string[] {
  if (choice.kind !== "lines" || diff?.content.kind !== "text") return [path];
  const removed = new Set(choice.removed);
  const added = new Set(choice.added);
  const lines = diff.content.hunks
    .flatMap((hunk) => hunk.lines)
    .filter((line) => (line.new === null ? removed.has(line.old ?? 0) : line.old === null && added.has(line.new)))
    .map((line) => `${line.new === null ? "−" : "+"}${line.text}`);
  return [path, ...lines.slice(0, named), ...(lines.length > named ? ["…"] : [])];
}
