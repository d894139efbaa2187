/** Prebuilds of the sample repositories: nothing is followed until somebody does. */
import type { Prebuild, PrebuildPlan, PrebuildResult, Prebuilds } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";

export const samplePrebuild: Prebuild = {
  followed: { kind: "branch", remote: "origin", name: "main" },
  commit: "a".repeat(40),
  folder: "/home/ada/.local/share/bough/prebuilds/billing/main-5f0c11aa",
  state: { kind: "ready" },
};

export const samplePassed: PrebuildResult = {
  commit: "a".repeat(40),
  outcome: { kind: "passed" },
  began: "2026-11-29T09:00:00Z",
  unpublished: null,
};

/** Those of a repository. */
export function samplePrebuilds(changes: Partial<Prebuilds> = {}): Prebuilds {
  return { plan: { command: null, publish: false }, trusted: false, prebuilds: [], results: [], ...changes };
}

/** Answers of the commands about them. */
export function samplePrebuildAnswers(host: MemoryHost): Answers {
  let plan: PrebuildPlan = { command: null, publish: false };
  let prebuilds: Prebuild[] = [];
  const changed = (id: string) => host.emit({ kind: "prebuildsChanged", id });
  return {
    get_prebuilds: () => samplePrebuilds({ plan, prebuilds }),
    get_prebuild_log: () => ({ text: "42 tests passed\n" }),
    set_prebuild_plan: ({ id, plan: wished }) => {
      plan = wished;
      changed(id);
      return null;
    },
    follow: ({ id, followed }) => {
      prebuilds = [...prebuilds, { ...samplePrebuild, followed }];
      changed(id);
      return "job";
    },
    stop_following: ({ id }) => {
      prebuilds = [];
      changed(id);
      return { files: [], filesTotal: 0, commits: [], commitsTotal: 0, kept: null };
    },
    build_prebuild: () => "job",
    tend_prebuilds: () => null,
    check_out: () => "job",
    add_worktree: () => "job",
  };
}
