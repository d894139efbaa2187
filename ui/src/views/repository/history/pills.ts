/** Labels of a row: a local branch and its remote twins at the same commit are one pill. */
import type { RefLabel, Refs } from "../../../host/api.gen";

export interface Pill {
  /** Unique among the pills of a row. */
  readonly key: string;
  readonly kind: "head" | "branch" | "remote" | "tag";
  /** What stands on it; hostile. Empty for HEAD. */
  readonly name: string;
  readonly current: boolean;
  /** Remotes that have the branch at this very commit. */
  readonly remotes: readonly string[];
}

const order = { current: 0, head: 1, branch: 2, tag: 3, remote: 4 };

/** The pills of a row, the most telling first. */
export function pillsOf(refs: readonly RefLabel[]): readonly Pill[] {
  const locals = new Set(refs.flatMap((ref) => (ref.kind === "branch" ? [ref.name] : [])));
  const remotesOf = (name: string) =>
    refs.flatMap((ref) => (ref.kind === "remote" && ref.name === name ? [ref.remote] : []));
  const pills = refs.flatMap((ref): Pill[] => {
    switch (ref.kind) {
      case "head":
        return [{ key: "head", kind: "head", name: "", current: true, remotes: [] }];
      case "branch":
        return [
          { key: `b/${ref.name}`, kind: "branch", name: ref.name, current: ref.current, remotes: remotesOf(ref.name) },
        ];
      case "tag":
        return [{ key: `t/${ref.name}`, kind: "tag", name: ref.name, current: false, remotes: [] }];
      case "remote":
        if (locals.has(ref.name)) return [];
        return [
          {
            key: `r/${ref.remote}/${ref.name}`,
            kind: "remote",
            name: `${ref.remote}/${ref.name}`,
            current: false,
            remotes: [ref.remote],
          },
        ];
    }
  });
  const rank = (pill: Pill) => (pill.current && pill.kind === "branch" ? order.current : order[pill.kind]);
  return pills.sort((a, b) => rank(a) - rank(b));
}

/** The labels of one commit, whether or not its row was read. */
export function labelsAt({ head, branches, remotes, tags }: Refs, commit: string): RefLabel[] {
  return [
    ...(head.kind === "detached" && head.commit === commit ? [{ kind: "head" } as const] : []),
    ...branches
      .filter((branch) => branch.commit === commit)
      .map(({ name, current }) => ({ kind: "branch", name, current }) as const),
    ...remotes.flatMap((remote) =>
      remote.branches
        .filter((branch) => branch.commit === commit)
        .map(({ name }) => ({ kind: "remote", remote: remote.name, name }) as const),
    ),
    ...tags.filter((tag) => tag.commit === commit).map(({ name }) => ({ kind: "tag", name }) as const),
  ];
}
