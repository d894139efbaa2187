/** How a host does, in a word and in a sentence. */
import type { Health } from "../host/api.gen";

export function healthWord(health: Health): string {
  switch (health.kind) {
    case "unknown":
      return "Not asked yet";
    case "fine":
      return "Reachable";
    case "signInNeeded":
      return "Sign-in needed";
    case "offline":
      return "Can't be reached";
    case "rateLimited":
      return "Asked for a pause";
  }
}

export function healthSentence(health: Health): string {
  switch (health.kind) {
    case "unknown":
      return "Bough hasn't asked this server anything since it started.";
    case "fine":
      return "The last request was answered.";
    case "signInNeeded":
      return "The token was refused. Bough has stopped trying, so that your account isn't locked. Connect with a fresh token.";
    case "offline":
      return "The last request was not answered. You see what was seen before; Bough asks again by itself. Check the network, the VPN or the proxy.";
    case "rateLimited":
      return "The server asked for a pause. Bough goes on by itself afterwards.";
  }
}
