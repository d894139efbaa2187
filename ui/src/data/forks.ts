/** Forks on hosts: making one, what follows from it here, and how one stands to its origin. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { Fault, HostRepository, Protocol, RepositoryId } from "../host/api.gen";
import { forkWords as words } from "../text/forks";
import { visibleText } from "../parts/hostile";
import { useOpenLink } from "./application";
import { useAct, useAnswer } from "./ask";
import { useNotices, useReport } from "./notices";
import type { HostPlace } from "./places";
import { useFetchRemote } from "./remotes";

/** What is to become of a fork. */
export interface ForkPlan {
  readonly place: HostPlace;
  /** Key of the project; none for the person's own. */
  readonly project: string | null;
  /** None: as before. */
  readonly name: string | null;
  /** The server keeps it in step with its origin. */
  readonly follows: boolean;
  /** The repository here that gets it as a remote, and what that is called. */
  readonly remote: { readonly id: RepositoryId; readonly name: string; readonly protocol: Protocol } | null;
}

/**
 * Makes a fork and does what was wished for afterwards. What fails after the host has the fork is told and does not make it undone.
 */
export function useFork() {
  const fork = useAct("fork_repository");
  const follow = useAct("set_fork_sync");
  const add = useAct("add_remote");
  const fetch = useFetchRemote();
  const report = useReport();
  const { notify } = useNotices();
  const openLink = useOpenLink();
  const [isWorking, setWorking] = useState(false);

  const settle = async ({ place: { account }, follows, remote }: ForkPlan, made: HostRepository) => {
    const repository = made.path;
    if (follows) await follow.mutateAsync({ account, repository, enabled: true }).catch(report);
    if (!remote) return;
    const { id, name, protocol } = remote;
    const source = { kind: "hosted" as const, account, path: repository, protocol };
    const added = await add.mutateAsync({ id, name, source, pushUrl: null }).then(
      () => true,
      (fault: Fault) => report(fault),
    );
    if (added === true) fetch(id, name);
  };

  const run = async (plan: ForkPlan, done: (made: HostRepository) => void) => {
    const { place, project, name } = plan;
    setWorking(true);
    try {
      const made = await fork.mutateAsync({ ...place, project, name });
      await settle(plan, made);
      const there = visibleText(`${made.path.project}/${made.path.slug}`);
      const actions = [{ label: words.openThere, onPress: () => openLink(made.url) }];
      notify({ tone: "success", title: words.made, text: words.madeText(there), actions });
      done(made);
    } catch {
      // The form shows why.
    } finally {
      setWorking(false);
    }
  };
  return {
    fork: (plan: ForkPlan, done: (made: HostRepository) => void) => void run(plan, done),
    fault: fork.error,
    forget: fork.reset,
    isWorking,
  };
}

/** How a fork stands to its origin; asked anew whenever it is shown. */
export function useForkSync(place: HostPlace) {
  return useAnswer("get_fork_sync", { ...place }, { refetchOnMount: "always" });
}

/** Has the server keep a fork in step, or stops it. */
export function useFollowOrigin() {
  const client = useQueryClient();
  return useAct("set_fork_sync", () => client.invalidateQueries({ queryKey: ["get_fork_sync"] }));
}
