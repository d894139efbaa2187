/** Open anything: what a text stands for, and the way there. */
import type { Finding, OpenRequest } from "../host/api.gen";
import { useAnswer } from "./ask";
import { useOpenRequests } from "./events";
import { usePlaces } from "./places";
import { useOpenRepository } from "./repositories";
import { revealOnceOpen, type Sight } from "./reveal";
import { useTabs } from "./tabs";

/** What a text stands for. Nothing is asked while there is no text. */
export function useFindings(text: string) {
  const words = text.trim();
  return useAnswer("find_anything", { text: words }, { enabled: words !== "" });
}

/** A thing on a host. */
export type HostedFinding = Extract<Finding, { kind: "hosted" }>;
/** A clone of it on this computer. */
export type LocalClone = HostedFinding["clones"][number];

/** Opens a clone and shows in it what was meant, as far as it is here. */
export function useOpenClone(): (finding: HostedFinding, clone: LocalClone) => void {
  const tabs = useTabs();
  return (finding, clone) => {
    const sight = sightOf(finding, clone);
    if (sight) revealOnceOpen(clone.repository.id, sight);
    tabs.open(clone.repository.id);
  };
}

/** What is to be seen in a clone; none where it is just the repository, or nothing of it is here. */
export function sightOf({ target, account, repository }: HostedFinding, { commit, file }: LocalClone): Sight | null {
  if (target.kind === "pullRequest") {
    return account === null ? null : { kind: "pullRequest", account, repository, number: target.number };
  }
  if (commit === null) return null;
  if (target.kind === "file" && file !== null) {
    return { kind: "file", file: { path: file, commit, whole: true, line: target.line } };
  }
  return { kind: "commit", commit };
}

/** Opens what the command line, a link or a second start asked for. A link is only shown: the person says what happens. */
export function useOpenRequestsAreHeard() {
  const open = useOpenRepository();
  const places = usePlaces();
  useOpenRequests((request: OpenRequest) =>
    request.kind === "folder" ? open(request.path) : places.showPalette("anything", request.text),
  );
}
