/** Processes of this machine, as `/proc` shows them. */
import { readdirSync, readFileSync } from "node:fs";

/** A process and all that came from it. */
export function descendants(root: number): number[] {
  const found = [root];
  for (let at = 0; at < found.length; at += 1) {
    for (const thread of quietList(`/proc/${found[at]}/task`)) {
      const children = quiet(() => readFileSync(`/proc/${found[at]}/task/${thread.name}/children`, "utf8"));
      found.push(...children.split(" ").filter(Boolean).map(Number));
    }
  }
  return found;
}

/** Ends one process, if it is still there. */
export function end(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** Whether a process is there. */
export function alive(id: number): boolean {
  return quiet(() => readFileSync(`/proc/${id}/stat`, "utf8")).length > 0;
}

/** What is read from a process that may go away meanwhile; nothing then. */
export function quiet(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

/** The entries of a folder that may go away meanwhile; none then. */
export function quietList(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
