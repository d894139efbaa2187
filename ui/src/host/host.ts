/** The door between the window and the core: everything the page can ask of the world outside goes through here. */
import type { Commands, Event as CoreEvent, Fault } from "./api.gen";

/** Name of a command of the contract. */
export type Command = keyof Commands;
/** What a command takes. */
export type Arguments<K extends Command> = Commands[K]["arguments"];
/** What a command answers. */
export type Reply<K extends Command> = Commands[K]["answer"];

/** Which desktop the window stands on: decides between Ctrl and ⌘. */
export type Desktop = "linux" | "macos" | "windows";

export interface Host {
  /** Asks the core. Rejects with a `Fault`, and with nothing else. */
  call<K extends Command>(name: K, args: Arguments<K>): Promise<Reply<K>>;
  /** Hears every event until the returned function is called. */
  listen(hear: (event: CoreEvent) => void): () => void;
  /** Names the modifier key in shortcuts. */
  readonly desktop: Desktop;
}

/** Turns whatever a call was rejected with into a fault; anything unexpected is a mistake of ours. */
export function asFault(rejection: unknown): Fault {
  if (
    typeof rejection === "object" &&
    rejection !== null &&
    typeof (rejection as { kind?: unknown }).kind === "string"
  ) {
    return rejection as Fault;
  }
  const detail = rejection instanceof Error ? rejection.message : String(rejection);
  return { kind: "broken", detail };
}

/** Reads the desktop from what the web view says about itself. */
export function desktopOf(userAgent: string): Desktop {
  if (userAgent.includes("Mac")) return "macos";
  return userAgent.includes("Windows") ? "windows" : "linux";
}
