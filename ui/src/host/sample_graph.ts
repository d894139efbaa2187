/** Makes a believable commit list: branches, merges, a stretch of many lanes. The same every time. */
import type { Edge, Person, Row } from "./api.gen";

/** A commit before it has a line in the list. */
interface Lane {
  next: number;
  color: number;
}

export const sampleAuthors = [
  "Ada Lovelace",
  "Grace Hopper",
  "José Núñez",
  "李小龙",
  "Zoë Ångström",
  "Katherine Johnson",
  "Marie-Claire van der Berg-Hohenstaufen",
  "build-robot",
] as const;

const verbs = ["Add", "Fix", "Move", "Rename", "Test", "Speed up", "Document", "Drop", "Guard", "Split"];
const things = [
  "invoice rounding for Swiss francs",
  "the ledger export",
  "retries when the bank answers 503",
  "a race between two settlements",
  "currency table",
  "tax rules for 2026",
  "the reminder mail, which was sent twice to customers with two addresses and a standing order",
  "API paging",
  "dunning levels",
  "nightly reconciliation",
];

/** A number in 0..1 that depends on nothing but its seed. */
export function chance(seed: number): number {
  let x = Math.imul(seed + 0x6d2b79f5, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4_294_967_296;
}

/** The 40 hex digits of commit number `n`. */
export function sampleSha(n: number): string {
  const word = (seed: number) =>
    Math.floor(chance(n * 31 + seed) * 0xffffffff)
      .toString(16)
      .padStart(8, "0");
  return [1, 2, 3, 4, 5].map(word).join("");
}

export function samplePerson(seed: number, time: number): Person {
  const name = sampleAuthors[Math.floor(chance(seed) ** 1.6 * sampleAuthors.length)] ?? sampleAuthors[0];
  const user = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".");
  return { name, email: `${user}@example.org`, time: new Date(time).toISOString() };
}

/** `count` rows, newest first; the newest was made some minutes before `now`. */
export function sampleRows(count: number, now: number): Row[] {
  const lanes: (Lane | undefined)[] = [{ next: 0, color: 0 }];
  const rows: Row[] = [];
  let [born, colors, time] = [1, 1, now - 1_500_000];
  const free = (): number => {
    const gap = lanes.findIndex((lane) => lane === undefined);
    return gap < 0 ? lanes.length : gap;
  };
  const open = (next: number): number => {
    const lane = free();
    lanes[lane] = { next, color: colors++ };
    return lane;
  };
  for (let row = 0; row < count; row++) {
    const roll = (salt: number) => chance(row * 17 + salt);
    const crowded = row > 180 && row < 260;
    const many = lanes.filter(Boolean).length;
    const tip = many < (crowded ? 26 : 5) && roll(1) < (crowded ? 0.6 : 0.1) ? open(born++) : undefined;
    const used = [...lanes.keys()].filter((lane) => lanes[lane]);
    const some = roll(2) < 0.4 ? 0 : (used[Math.floor(roll(3) * used.length)] ?? 0);
    // Lanes that wait for the same commit end where main has it.
    const lane = tip ?? (lanes[some]?.next === lanes[0]?.next ? 0 : some);
    const here = lanes[lane] ?? { next: born++, color: 0 };
    const commit = here.next;
    lanes.forEach((other, index) => {
      if (other?.next === commit && index !== lane) lanes[index] = undefined;
    });
    const ends = lane !== 0 && roll(4) < (crowded ? 0.1 : 0.28) && !(crowded && row < 230);
    here.next = ends ? (lanes[0]?.next ?? born++) : born++;
    const parents = row === count - 1 ? [] : [sampleSha(here.next)];
    const merges = parents.length > 0 && !ends && roll(5) < (lane === 0 ? 0.22 : 0.05) && many < 24;
    const edges: Edge[] = [];
    if (merges) {
      const to = open(born++);
      parents.push(sampleSha(lanes[to]?.next ?? 0));
      edges.push({ from: lane, to, color: lanes[to]?.color ?? 0 });
    }
    lanes.forEach((other, index) => {
      const isNew = merges && index === edges[0]?.to;
      if (other && !isNew && parents.length > 0) edges.push({ from: index, to: index, color: other.color });
    });
    const branch = sampleSha(lanes[edges[0]?.to ?? 0]?.next ?? 0).slice(0, 4);
    rows.push({
      commit: sampleSha(commit),
      parents,
      summary: merges
        ? `Merge pull request #${900 - (row % 800)} in PLAT/billing from feature/${branch} to main`
        : summary(row),
      author: samplePerson(commit * 7, time),
      lane,
      color: here.color,
      edges,
      refs: [],
    });
    time -= 240_000 + roll(6) ** 3 * 21_600_000;
  }
  joinUp(rows);
  return rows;
}

function summary(row: number): string {
  const verb = verbs[Math.floor(chance(row * 3) * verbs.length)] ?? "";
  const ticket = chance(row * 5) < 0.4 ? `BILL-${100 + Math.floor(chance(row * 11) * 900)} ` : "";
  return `${ticket}${verb} ${things[Math.floor(chance(row * 7 + 1) * things.length)] ?? ""}`;
}

/** A line whose commit is the next row's ends at that row's node. */
function joinUp(rows: Row[]): void {
  rows.forEach((row, index) => {
    const below = rows[index + 1];
    if (!below) return;
    const ending = new Set(row.edges.map(({ to }) => to));
    const going = new Set(below.edges.map(({ from }) => from));
    for (const lane of ending) {
      if (going.has(lane) || lane === below.lane) continue;
      for (const edge of row.edges) if (edge.to === lane) edge.to = below.lane;
    }
  });
}
