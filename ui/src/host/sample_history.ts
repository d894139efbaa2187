/**
 * Sample answers about history: a few thousand commits; `repository-design-tokens` is empty and `repository-terraform-modules`
 * has 1.3 million of them.
 */
import type { Branch, ChangedFile, Commit, Fault, Refs, RefLabel, Row, Tag } from "./api.gen";
import type { Answers } from "./memory";
import { chance, samplePerson, sampleRows, sampleSha } from "./sample_graph";

export const emptyRepository = "repository-design-tokens";
export const hugeRepository = "repository-terraform-modules";
const hugeTotal = 1_300_000;
const count = 3_200;

const localBranches: [string, number, number, number][] = [
  ["bugfix/BILL-512-double-reminder", 1, 0, 0],
  ["develop", 0, 0, 3],
  ["feature/BILL-301-swiss-rounding", 9, 2, 0],
  ["feature/BILL-377-sepa/direct-debit", 14, 1, 12],
  ["feature/BILL-377-sepa/return-codes", 22, 0, 0],
  ["feature/a-branch-whose-name-is-so-long-that-it-can-never-fit-into-any-side-bar-at-all", 31, 0, 4],
  ["fix/invoice\u202Egnp.exe", 40, 0, 0],
  ["main", 4, 2, 1],
  ["release/2026.1", 60, 0, 0],
];

interface World {
  rows: Row[];
  refs: Refs;
}

function world(now: number): World {
  const rows = sampleRows(count, now);
  const at = (index: number): string => rows[index]?.commit ?? sampleSha(0);
  const branches: Branch[] = localBranches.map(([name, row, ahead, behind]) => ({
    name,
    commit: at(row),
    current: name === "main",
    upstream: row === 40 ? null : { name: `origin/${name}`, gone: row === 22, ahead, behind },
  }));
  const origin = [
    ...localBranches.map(([name, row, ahead]) => ({ name, commit: at(row + (ahead > 0 ? 5 : 0)) })),
    ...Array.from({ length: 60 }, (_, n) => ({ name: `archive/${2020 + (n % 6)}/topic-${n}`, commit: at(70 + n * 9) })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const tags: Tag[] = Array.from({ length: 34 }, (_, n) => ({
    name: `v${2 - Math.floor(n / 20)}.${19 - (n % 20)}.0`,
    commit: at(18 + n * 83),
    annotated: n % 3 !== 0,
  }));
  tags.push({ name: "broken-tag", commit: null, annotated: true });
  const refs: Refs = {
    head: { kind: "branch", name: "main", commit: at(4) },
    branches,
    remotes: [
      { name: "origin", url: "https://git.example.org/scm/plat/billing.git", branches: origin },
      {
        name: "upstream",
        url: "ssh://git@git.example.org:7999/shop/billing.git",
        branches: [{ name: "main", commit: at(95) }],
      },
    ],
    tags,
    stashes: [{ commit: sampleSha(90_001), message: "WIP on main: half of the dunning letter" }],
    submodules: [
      { path: "third_party/iban", url: "https://git.example.org/scm/plat/iban.git", present: true },
      { path: "third_party/holidays", url: "https://git.example.org/scm/plat/holidays.git", present: false },
    ],
  };
  label(rows, refs);
  return { rows, refs };
}

function label(rows: Row[], refs: Refs): void {
  const byCommit = new Map(rows.map((row) => [row.commit, row]));
  const add = (commit: string | null, ref: RefLabel) => void (commit && byCommit.get(commit)?.refs.push(ref));
  for (const { name, commit, current } of refs.branches) add(commit, { kind: "branch", name, current });
  for (const { name: remote, branches } of refs.remotes) {
    for (const { name, commit } of branches) add(commit, { kind: "remote", remote, name });
  }
  for (const { name, commit } of refs.tags) add(commit, { kind: "tag", name });
}

const noRefs: Refs = {
  head: { kind: "unborn", name: "main" },
  branches: [],
  remotes: [],
  tags: [],
  stashes: [],
  submodules: [],
};

export function sampleHistory(now = Date.now()): Answers {
  let made: World | undefined;
  const get = () => (made ??= world(now));
  const rowAt = (index: number): Row | undefined => {
    const row = get().rows[index % count];
    return row && index >= count ? { ...row, commit: sampleSha(index + 1_000_000), refs: [] } : row;
  };
  return {
    get_refs: ({ id }) => (id === emptyRepository ? noRefs : get().refs),
    get_rows: ({ id, start, count: wanted }) => {
      const total = id === emptyRepository ? 0 : id === hugeRepository ? hugeTotal : count;
      const length = Math.max(0, Math.min(wanted, total - start));
      const rows = Array.from({ length }, (_, offset) => rowAt(start + offset) as Row);
      return { total, start, rows, lanes: total === 0 ? 0 : 26, revision: `${id}:1` };
    },
    get_commit: ({ commit }) => {
      const row = get().rows.find((one) => one.commit === commit);
      if (!row && commit.length !== 40) throw { kind: "notFound", what: `commit ${commit}` } satisfies Fault;
      return row ? commitOf(row) : strayCommit(commit, now);
    },
  };
}

function commitOf(row: Row): Commit {
  const seed = Number.parseInt(row.commit.slice(0, 6), 16);
  const files = sampleFiles(seed, 1 + Math.floor(chance(seed) ** 3 * 60));
  const body =
    "\n\nThe bank rounds each line, we rounded the sum. Both are allowed, but the customer sees a difference of a cent.\n\n- round each line\n- keep the old way for invoices that were sent already\n\nRefs: BILL-301\n";
  return {
    id: row.commit,
    parents: row.parents,
    author: row.author,
    committer: chance(seed + 1) < 0.3 ? samplePerson(seed, Date.parse(row.author.time) + 7_200_000) : row.author,
    message: row.summary + (chance(seed + 2) < 0.6 ? body : "\n"),
    files,
    filesTotal: files.length,
    signed: chance(seed + 3) < 0.4,
  };
}

function strayCommit(id: string, now: number): Commit {
  const author = samplePerson(5, now - 86_400_000);
  return {
    id,
    parents: [sampleSha(4)],
    author,
    committer: author,
    message: "WIP on main: half of the dunning letter\n",
    files: [],
    filesTotal: 0,
    signed: false,
  };
}

const folders = [
  "src/main/java/org/example/billing",
  "src/main/java/org/example/billing/sepa",
  "src/test/java/org/example/billing",
  "docs",
  "web/src/components/invoice",
  "",
];
const stems = [
  "Invoice",
  "Ledger",
  "RoundingRule",
  "SepaReturn",
  "Settlement",
  "DunningLetter",
  "CurrencyTable",
  "README",
];

function sampleFiles(seed: number, length: number): ChangedFile[] {
  const changes = ["modified", "modified", "modified", "added", "deleted", "renamed", "copied", "typeChanged"] as const;
  const files = Array.from({ length }, (_, n): ChangedFile => {
    const roll = (salt: number) => chance(seed + n * 13 + salt);
    const folder = folders[Math.floor(roll(1) * folders.length)] ?? "";
    const stem = `${stems[Math.floor(roll(2) * stems.length)] ?? ""}${n > 7 ? n : ""}`;
    const path = `${folder === "" ? "" : `${folder}/`}${stem}${folder === "docs" ? ".md" : ".java"}`;
    const change = changes[Math.floor(roll(3) * changes.length)] ?? "modified";
    const binary = roll(4) < 0.08;
    const name = binary ? path.replace(/\.\w+$/, ".png") : path;
    const before = change === "renamed" || change === "copied" ? name.replace(stem, `Old${stem}`) : null;
    return {
      path: name,
      shown: name,
      before,
      shownBefore: before,
      change,
      added: binary ? null : change === "deleted" ? 0 : Math.floor(roll(5) ** 3 * 400),
      removed: binary ? null : change === "added" ? 0 : Math.floor(roll(6) ** 4 * 200),
    };
  });
  return [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
