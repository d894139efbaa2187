/** Prebuilds: what is followed in a repository, how it is built, and how that went. */
import { useEffect } from "react";

import type { Followed, Prebuild, PrebuildResult, RepositoryId } from "../host/api.gen";
import { useHost } from "../host/context";
import { useAct, useAnswer } from "./ask";
import { useReport } from "./notices";
import { useTabs } from "./tabs";

/** Milliseconds between two looks at what is due; the core knows what is. */
const pace = 60_000;

export function usePrebuilds(id: RepositoryId) {
  return useAnswer("get_prebuilds", { id });
}

/** How the command went for each commit that it was run for. */
export function useBuildResults(id: RepositoryId): (commit: string) => PrebuildResult | undefined {
  const { data } = usePrebuilds(id);
  const results = new Map((data?.results ?? []).map((result) => [result.commit, result]));
  return (commit) => results.get(commit);
}

/** What the command said of a commit; asked for once it has said it. */
export function usePrebuildLog(id: RepositoryId, commit: string, enabled: boolean) {
  return useAnswer("get_prebuild_log", { id, commit }, { enabled, refetchOnMount: "always" });
}

/** The one that follows exactly this. */
export function following(prebuilds: readonly Prebuild[], followed: Followed): Prebuild | undefined {
  const key = keyOf(followed);
  return prebuilds.find((one) => keyOf(one.followed) === key);
}

/** Tells what is followed apart. */
export function keyOf(followed: Followed): string {
  return followed.kind === "branch"
    ? `${followed.remote} ${followed.name}`
    : `${followed.repository.project}/${followed.repository.slug}#${followed.number}`;
}

/** What can be done with what is followed. Jobs show themselves. */
export function usePrebuildActs(id: RepositoryId) {
  const report = useReport();
  const tabs = useTabs();
  const follow = useAct("follow");
  const build = useAct("build_prebuild");
  const open = useAct("open_prebuild");
  return {
    follow: (followed: Followed) => follow.mutate({ id, followed }, { onError: report }),
    build: (followed: Followed, commit: string) => build.mutate({ id, followed, commit }, { onError: report }),
    open: (followed: Followed) =>
      open.mutate({ id, followed }, { onError: report, onSuccess: (opened) => tabs.open(opened.id) }),
    stop: useAct("stop_following"),
    plan: useAct("set_prebuild_plan"),
    trust: useAct("trust_repository"),
  };
}

/** Has the core look after what is followed, as long as the window is open. */
export function usePrebuildsAreTended() {
  const host = useHost();
  useEffect(() => {
    // Each repository that can't be asked says so where it is shown.
    const tend = () => void host.call("tend_prebuilds", { now: false }).catch(() => undefined);
    const timer = setInterval(tend, pace);
    return () => clearInterval(timer);
  }, [host]);
}
