/** Words about SSH host keys that are not the known ones. Every kind stands here: the switch is exhaustive. */
import type { HostKeyProblem } from "../host/api.gen";
import type { FaultText } from "./faults";

export function hostKey(fault: {
  host: string;
  problem: HostKeyProblem;
  knownAt: string;
  shown: string;
}): Omit<FaultText, "detail"> {
  const { host, problem, knownAt, shown } = fault;
  const known = knownAt === "" ? "your known_hosts file" : knownAt;
  switch (problem) {
    case "changed":
      return {
        title: `${host} shows another key than before`,
        sentence: `Bough stopped before anything was sent. Either the server got a new key, or somebody stands in between. Ask its administrator whether ${shown} is right; if so, remove the old key at ${known}.`,
        action: "copyDetails",
      };
    case "otherType":
      return {
        title: `${host} shows a key of another type`,
        sentence: `Bough stopped before anything was sent. A key of another type is known at ${known}. Ask the administrator whether ${shown} belongs to the server as well.`,
        action: "copyDetails",
      };
    case "revoked":
      return {
        title: `The key of ${host} is marked as revoked`,
        sentence: `Bough stopped before anything was sent. The key ${shown} must not be used any more; it is marked at ${known}. Ask the administrator.`,
        action: "copyDetails",
      };
    case "refused":
      return {
        title: `The key of ${host} was not accepted`,
        sentence: "Nothing was sent. Try again to be asked once more.",
        action: "tryAgain",
      };
  }
}
