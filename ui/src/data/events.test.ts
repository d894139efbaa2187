/** Events make exactly those answers stale that they concern. */
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Event as CoreEvent, Fault, Job } from "../host/api.gen";
import { runningJob } from "../host/sample_repositories";
import { keyOf } from "./ask";
import { apply } from "./events";

let client: QueryClient;
const asked = [
  keyOf("get_settings", {}),
  keyOf("list_hosts", {}),
  keyOf("list_repositories", {}),
  keyOf("get_refs", { id: "one" }),
  keyOf("get_refs", { id: "two" }),
  keyOf("get_rows", { id: "one", start: 0, count: 100 }),
  keyOf("get_changes", { id: "one" }),
  keyOf("get_file_diff", {
    id: "one",
    path: "a",
    between: { kind: "side", side: "staged" },
    all: false,
    ignoreSpaces: false,
  }),
  keyOf("get_commit_outlook", { id: "one" }),
  keyOf("get_undo", { id: "one" }),
  keyOf("get_undo", { id: "two" }),
  keyOf("list_ssh_keys", {}),
  keyOf("list_questions", {}),
];

beforeEach(() => {
  client = new QueryClient();
  for (const key of asked) client.setQueryData(key, []);
});

/** Names and ids of the answers an event makes stale. */
function stale(event: CoreEvent): string[] {
  apply(client, event);
  return asked
    .filter((key) => client.getQueryState(key)?.isInvalidated)
    .map(([name, args]) => ("id" in args ? `${name} ${args.id}` : name));
}

describe("apply", () => {
  it.each<[CoreEvent, string[]]>([
    [{ kind: "settingsChanged" }, ["get_settings"]],
    [{ kind: "hostsChanged" }, ["list_hosts"]],
    [{ kind: "healthChanged", back: true }, ["list_hosts"]],
    [{ kind: "repositoriesChanged" }, ["list_repositories"]],
    [
      { kind: "repositoryChanged", id: "one" },
      [
        "get_refs one",
        "get_rows one",
        "get_changes one",
        "get_file_diff one",
        "get_commit_outlook one",
        "get_undo one",
      ],
    ],
    [{ kind: "keysChanged" }, ["list_hosts", "list_ssh_keys"]],
    [{ kind: "questionsChanged" }, ["list_questions"]],
    [{ kind: "openRequested" }, []],
    [{ kind: "hookSaid", id: "one", hook: "pre-commit", text: "ok\n" }, []],
  ])("%j", (event, names) => {
    expect(stale(event)).toEqual(names);
  });

  it("asks everything again for another profile", () => {
    expect(stale({ kind: "profilesChanged" })).toHaveLength(asked.length);
  });

  it.each<[Fault, boolean]>([
    [{ kind: "notFound", what: "FLEET/route-planner" }, true],
    [{ kind: "denied", missing: "Repository read", detail: "" }, true],
    [{ kind: "offline", host: "git.example.org", detail: "" }, false],
  ])("doubts what hosts said where a job meets %j: %s", (fault, doubted) => {
    const job: Job = { ...runningJob("a"), state: { kind: "failed", fault } };
    expect(stale({ kind: "jobChanged", job })).toEqual(doubted ? ["list_hosts"] : []);
  });

  it("asks a host that is back what it could not answer, and nothing else", async () => {
    const projects = (account: string) => keyOf("list_projects", { account, cursor: null });
    const silent: Fault = { kind: "offline", host: "git.example.org", detail: "" };
    const pause: Fault = { kind: "rateLimited", host: "git.example.org", until: "2026-11-29T12:00:00Z" };
    const asked = { silent: 0, pause: 0, well: 0, old: 0 };
    const watch = (name: keyof typeof asked, answer: () => Promise<unknown>) => {
      const queryFn = () => {
        asked[name] += 1;
        return answer();
      };
      new QueryObserver(client, { queryKey: projects(name), queryFn, retry: false }).subscribe(() => undefined);
    };
    const seen = { at: "2026-11-28T12:00:00Z", because: silent };
    watch("silent", () => Promise.reject(silent as unknown as Error));
    watch("pause", () => Promise.reject(pause as unknown as Error));
    watch("well", () => Promise.resolve({ items: [], next: null }));
    watch("old", () => Promise.resolve({ pages: [{ items: [], next: null, seen }] }));
    const settled = () => vi.waitFor(() => expect(client.isFetching()).toBe(0));
    await settled();
    apply(client, { kind: "healthChanged", back: false });
    await settled();
    expect(asked).toEqual({ silent: 1, pause: 1, well: 1, old: 1 });
    apply(client, { kind: "healthChanged", back: true });
    await settled();
    expect(asked).toEqual({ silent: 2, pause: 1, well: 1, old: 2 });
  });

  it("puts jobs straight into the list, newest first, each once", () => {
    const jobs = () => client.getQueryData<Job[]>(keyOf("list_jobs", {}))?.map(({ id }) => id);
    apply(client, { kind: "jobChanged", job: runningJob("a") });
    apply(client, { kind: "jobChanged", job: runningJob("b") });
    apply(client, { kind: "jobChanged", job: runningJob("a") });
    expect(jobs()).toEqual(["job-b", "job-a"]);
  });
});
