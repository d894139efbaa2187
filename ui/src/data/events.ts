/** Which answers each event makes stale: the only place that knows. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

import type { Event as CoreEvent, Fault, Job, OpenRequest } from "../host/api.gen";
import { useHost } from "../host/context";
import type { Command } from "../host/host";
import { keyOf } from "./ask";
import { hearHook } from "./hooks";
import { isOld, isSilence } from "./seen";

/** Questions about hosts: their answers depend on accounts and health. */
const aboutHosts: Command[] = [
  "list_hosts",
  "list_remote_accounts",
  "find_anything",
  "list_projects",
  "list_host_repositories",
  "list_host_branches",
  "get_host_repository",
  "get_kin",
  "list_pull_requests",
  "get_pull_request",
];
/** Questions whose answer belongs to one repository, named by `id`. */
const aboutRepository: Command[] = [
  "get_repository",
  "get_refs",
  "get_rows",
  "get_commit",
  "get_changes",
  "get_file_diff",
  "get_commit_outlook",
  "get_undo",
  "get_undo_outlook",
  "list_messages",
  "list_people",
  "list_remote_accounts",
  "get_push_outlook",
  "get_prebuilds",
];

/** Keeps the cache true while the window is open. Mounted once, by DataProvider. */
export function useEventsKeepAnswersFresh() {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => host.listen((event) => apply(client, event)), [host, client]);
}

/** Hears what the command line, a link or a second start asked for, also what waited for the window. */
export function useOpenRequests(open: (request: OpenRequest) => void) {
  const host = useHost();
  const take = useEffectEvent(
    () => void host.call("take_open_requests", {}).then((requests) => requests.forEach(open)),
  );
  useEffect(() => {
    take();
    return host.listen((event) => event.kind === "openRequested" && take());
  }, [host]);
}

/** Applies one event to the cache. */
export function apply(client: QueryClient, event: CoreEvent): void {
  const stale = (...names: Command[]) => outdate(client, names);
  switch (event.kind) {
    case "profilesChanged":
      // Another profile has other accounts, keys, tabs: nothing that was answered may stay.
      return void client.invalidateQueries();
    case "settingsChanged":
      return stale("get_settings");
    case "hostsChanged":
      return stale(...aboutHosts);
    case "healthChanged":
      stale("list_hosts");
      return event.back ? askTheSilent(client) : undefined;
    case "repositoriesChanged":
      return stale("list_repositories", "find_anything");
    case "repositoryChanged":
      return void client.invalidateQueries({
        predicate: ({ queryKey: [name, args] }) =>
          aboutRepository.includes(name as Command) && (args as { id?: string } | undefined)?.id === event.id,
      });
    case "hookSaid":
      // A stream: what was answered stays true.
      return hearHook(client, event);
    case "prebuildsChanged":
      return stale("get_prebuilds", "get_prebuild_log");
    case "keysChanged":
      return stale("list_ssh_keys", "list_profiles", "list_hosts");
    case "jobChanged":
      if (event.job.state.kind === "failed") doubtHosts(client, event.job.state.fault);
      return void client.setQueryData<Job[]>(keyOf("list_jobs", {}), (jobs) => withJob(jobs ?? [], event.job));
    case "examinationChanged":
      return void client.invalidateQueries({ queryKey: keyOf("get_examination", { job: event.job }) });
    case "activityChanged":
      return stale("list_activity");
    case "questionsChanged":
      return stale("list_questions");
    case "openRequested":
      return;
  }
}

/** Asks again what a host could not answer. What it did answer is left alone: a host that answers some is not asked for ever. */
function askTheSilent(client: QueryClient): void {
  void client.invalidateQueries({
    predicate: ({ queryKey: [name], state: { data, error } }) =>
      aboutHosts.includes(name as Command) && (isSilence(error as Fault | null) || isOld(data)),
  });
}

/** Reads again what hosts said, where one of them just refused what it had told of: it was moved, deleted or withdrawn since. */
export function doubtHosts(client: QueryClient, fault: Fault): void {
  if (fault.kind !== "notFound" && fault.kind !== "denied") return;
  outdate(client, aboutHosts);
}

function outdate(client: QueryClient, names: readonly Command[]): void {
  for (const name of names) void client.invalidateQueries({ queryKey: [name] });
}

/** The list of jobs with one of them new or changed; newest first. */
export function withJob(jobs: readonly Job[], job: Job): Job[] {
  const known = jobs.some(({ id }) => id === job.id);
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs];
}
