/** Key combinations: written `Mod+Shift+K` in the code, shown and heard as the desktop has them. */
import type { Desktop } from "../host/host";
import { useHost } from "../host/context";

const mac: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃" };

/** `Mod++` is the plus key with Mod. */
function wordsOf(keys: string): string[] {
  return keys.endsWith("++") ? [...keys.slice(0, -2).split("+"), "+"] : keys.split("+");
}

/** `Mod+K` as it stands on the keys: `Ctrl+K` or `⌘K`. */
export function shownKeys(keys: string, desktop: Desktop): string {
  const words = wordsOf(keys);
  if (desktop === "macos") return words.map((word) => mac[word] ?? word).join("");
  return words.map((word) => (word === "Mod" ? "Ctrl" : word)).join("+");
}

/** Turns combinations into what is printed on this desktop's keys. */
export function useKeys(): (keys: string) => string {
  const { desktop } = useHost();
  return (keys) => shownKeys(keys, desktop);
}

/** True where an event is this combination. */
export function pressed(event: KeyboardEvent, keys: string, desktop: Desktop): boolean {
  const words = wordsOf(keys);
  const key = words.at(-1) ?? "";
  const mod = desktop === "macos" ? event.metaKey : event.ctrlKey;
  const other = desktop === "macos" ? event.ctrlKey : event.metaKey;
  return (
    mod === words.includes("Mod") &&
    other === false &&
    event.shiftKey === words.includes("Shift") &&
    event.altKey === words.includes("Alt") &&
    event.key.toLowerCase() === key.toLowerCase()
  );
}

/** Tells whether an event is a combination, as this desktop has it. */
export function usePressed(): (event: KeyboardEvent, keys: string) => boolean {
  const { desktop } = useHost();
  return (event, keys) => pressed(event, keys, desktop);
}
