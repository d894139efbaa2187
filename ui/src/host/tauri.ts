/** The host inside the desktop shell: one command and one stream of events. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Event as CoreEvent } from "./api.gen";
import { type Arguments, asFault, type Command, desktopOf, type Host, type Reply } from "./host";

export function tauriHost(): Host {
  return {
    async call<K extends Command>(name: K, args: Arguments<K>): Promise<Reply<K>> {
      try {
        return await invoke<Reply<K>>("call", { name, arguments: args });
      } catch (rejection) {
        throw asFault(rejection);
      }
    },
    listen(hear) {
      const started = listen<CoreEvent>("bough", (message) => hear(message.payload));
      return () => void started.then((stop) => stop());
    },
    desktop: desktopOf(navigator.userAgent),
  };
}
