/**
 * The host of browser tests: the core behind a small HTTP server on this computer.
 *
 *   POST call    {"name": …, "arguments": …} → 200 with the answer as JSON, or 422 with the fault as JSON
 *   GET  events  a stream (text/event-stream), one event of the contract as JSON in each message
 */
import type { Event as CoreEvent } from "./api.gen";
import { type Arguments, asFault, type Command, desktopOf, type Host, type Reply } from "./host";

export function httpHost(base = ""): Host {
  return {
    async call<K extends Command>(name: K, args: Arguments<K>): Promise<Reply<K>> {
      let response: Response;
      let body: unknown;
      try {
        response = await fetch(`${base}/call`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ name, arguments: args }),
        });
        body = await response.json();
      } catch (rejection) {
        throw asFault(rejection);
      }
      if (!response.ok) throw asFault(body);
      return body as Reply<K>;
    },
    listen(hear) {
      const stream = new EventSource(`${base}/events`);
      stream.onmessage = (message: MessageEvent<string>) => hear(JSON.parse(message.data) as CoreEvent);
      return () => stream.close();
    },
    desktop: desktopOf(navigator.userAgent),
  };
}
