/** Sample answers about changes: staging moves them, commits make them go, and undo takes all of it back. */
import type {
  ChangeChoice,
  ChangedPath,
  Changes,
  ChangeSide,
  CommitOutlook,
  Deed,
  Fault,
  Head,
  PathChange,
  Step,
  UndoOutlook,
} from "./api.gen";
import type { Answers, MemoryHost } from "./memory";
import { sampleCommits } from "./sample_commit";
import { takenOver } from "./sample_diff";
import { contentOf, revisionOf, sampleDifferences, sampleStates } from "./sample_differences";
import { emptyRepository } from "./sample_history";
import { sampleHookNames, sampleHooks } from "./sample_hooks";
import { type SampleFile, type SampleState, sampleWork } from "./sample_work";

/** What a repository has in the works. */
interface World {
  files: readonly SampleFile[];
  message: string;
}

interface Past {
  readonly step: Step;
  readonly before: World;
  readonly after: World;
}

interface Works {
  world: World;
  done: Past[];
  undone: Past[];
  count: number;
}

const equal = (a: SampleState | null, b: SampleState | null) => JSON.stringify(a) === JSON.stringify(b);
const sidesOf = (file: SampleFile, side: ChangeSide) =>
  side === "staged" ? ([file.head, file.index] as const) : ([file.index, file.work] as const);
const differs = (file: SampleFile, side: ChangeSide) =>
  (side === "unstaged" && file.conflicted === true) || !equal(...sidesOf(file, side));

/** Answers with work in `repository-billing` and `repository-web-shop`; the others are clean. */
export function sampleChanges(host: MemoryHost, start: readonly SampleFile[] = sampleWork): Answers {
  const all = new Map<string, Works>();
  const hooks = sampleHooks(host);
  const commits = sampleCommits(host);
  const worksOf = (id: string): Works => {
    const files = id === "repository-billing" ? start : id === "repository-web-shop" ? start.slice(0, 3) : [];
    const fresh = {
      world: { files, message: "Round each line\n\nThe bank does it as well.\n" },
      done: [],
      undone: [],
      count: 0,
    };
    const works = all.get(id) ?? fresh;
    all.set(id, works);
    return works;
  };
  const changed = (id: string) => void host.emit({ kind: "repositoryChanged", id });
  const act = (id: string, deed: Deed, after: World) => {
    const works = worksOf(id);
    const step = { number: (works.count += 1), deed, time: new Date().toISOString() };
    works.done.unshift({ step, before: works.world, after });
    works.undone = [];
    works.world = after;
    changed(id);
  };
  const stateOf = ({ done, undone }: Works) => ({
    done: done.map(({ step }) => step),
    undone: undone.map(({ step }) => step),
    message: null,
  });
  const move = (kind: "stage" | "unstage" | "discard") => (args: { id: string; choice: ChangeChoice }) => {
    const { world } = worksOf(args.id);
    const touched = world.files.filter((file) => concerns(args.choice, file, kind));
    const files = world.files.map((file) => (touched.includes(file) ? moved(file, kind, args.choice) : file));
    const deed = { kind, files: touched.length, first: shown(touched[0]?.path ?? "") };
    act(args.id, deed, { ...world, files: files.filter((file) => file.head ?? file.index ?? file.work) });
    return null;
  };
  return {
    ...hooks.answers,
    ...commits.answers,
    get_changes: ({ id }) => changesOf(worksOf(id).world, id),
    doubt_changes: () => null,
    ...sampleDifferences((id, path, between) => {
      if (between.kind !== "side") return sampleStates(path, between.commit);
      const file = worksOf(id).world.files.find((one) => one.path === path);
      if (!file) throw { kind: "notFound", what: `change of ${shown(path)}` } satisfies Fault;
      const [before, after] = sidesOf(file, between.side);
      return { before, after, isLarge: file.large === true };
    }),
    stage_changes: move("stage"),
    unstage_changes: move("unstage"),
    discard_changes: move("discard"),
    get_commit_outlook: ({ id }): CommitOutlook => ({
      ...commits.outlookOf(id),
      lastMessage: id === emptyRepository ? null : worksOf(id).world.message,
      lastIsPublished: worksOf(id).done.every(({ step }) => step.deed.kind !== "commit"),
      preparedMessage: null,
      hooks: sampleHookNames(id),
      trusted: hooks.trusts(id),
    }),
    commit_changes: async ({ id, draft }) => {
      commits.tried(id, draft.message, draft.signOff);
      await hooks.run(id, draft);
      const { world, count } = worksOf(id);
      const files = world.files.map((file) => ({ ...file, head: file.index, before: undefined }));
      const [summary = ""] = draft.message.split("\n");
      const kept = files.filter((file) => file.head ?? file.work);
      act(id, { kind: draft.amend ? "amend" : "commit", summary }, { files: kept, message: draft.message });
      return (count + 1).toString(16).padStart(40, "c");
    },
    get_undo: ({ id }) => stateOf(worksOf(id)),
    get_undo_outlook: ({ id, number, redo }) => {
      const works = worksOf(id);
      const pasts = redo
        ? works.undone.filter(({ step }) => step.number <= number)
        : works.done.filter(({ step }) => step.number >= number);
      return outlookOf(pasts, redo);
    },
    undo_step: ({ id, number }) => {
      const works = worksOf(id);
      const newest = works.done.find(({ step }) => step.number >= number && /commit|amend/.test(step.deed.kind));
      const message = newest?.step.deed.kind === "commit" ? works.world.message : null;
      while (works.done[0] && works.done[0].step.number >= number) {
        const past = works.done.shift() as Past;
        works.undone.unshift(past);
        works.world = past.before;
      }
      changed(id);
      return { ...stateOf(works), message };
    },
    redo_step: ({ id, number }) => {
      const works = worksOf(id);
      while (works.undone[0] && works.undone[0].step.number <= number) {
        const past = works.undone.shift() as Past;
        works.done.unshift(past);
        works.world = past.after;
      }
      changed(id);
      return stateOf(works);
    },
  };
}

/** What going through steps would do. */
function outlookOf(pasts: readonly Past[], redo: boolean): UndoOutlook {
  const commits = pasts.flatMap(({ step }) =>
    (step.deed.kind === "commit" && !redo) || step.deed.kind === "amend"
      ? [
          {
            id: step.number.toString(16).padStart(40, "c"),
            summary: step.deed.summary,
            author: "Ada Lovelace",
            byOther: false,
            published: false,
          },
        ]
      : [],
  );
  const files = pasts.flatMap(({ step }) => (step.deed.kind === "discard" ? [step.deed.first] : []));
  const command = commits.length > 0 ? `git reset --soft ${"0".repeat(40)}` : "git restore --staged -- :/";
  return { commits, commitsTotal: commits.length, files, filesTotal: files.length, entries: 1, command };
}

function concerns(choice: ChangeChoice, file: SampleFile, kind: "stage" | "unstage" | "discard"): boolean {
  if (!differs(file, kind === "unstage" ? "staged" : "unstaged")) return false;
  if (choice.kind === "all") return true;
  if (choice.kind === "lines") return choice.path === file.path;
  return choice.paths.some((path) => file.path === path || file.path.startsWith(`${path}/`));
}

function moved(file: SampleFile, kind: "stage" | "unstage" | "discard", choice: ChangeChoice): SampleFile {
  if (choice.kind !== "lines") {
    const settled = { ...file, conflicted: undefined };
    if (kind === "stage") return { ...settled, index: file.work };
    return kind === "unstage" ? { ...file, index: file.head } : { ...settled, work: file.index };
  }
  const side = kind === "unstage" ? "staged" : "unstaged";
  const [before, after] = sidesOf(file, side);
  if (revisionOf({ before, after }) !== choice.revision) {
    throw { kind: "moved", what: shown(file.path) } satisfies Fault;
  }
  const words = (state: SampleState | null) => (state?.kind === "text" ? state.text : "");
  const text = takenOver(words(before), words(after), choice, kind !== "stage");
  const made: SampleState | null =
    text === "" && !before ? null : { kind: "text", text, mode: (after ?? before)?.mode ?? "100644" };
  return kind === "discard" ? { ...file, work: made } : { ...file, index: made };
}

function changesOf({ files }: World, id: string): Changes {
  const head: Head =
    id === emptyRepository
      ? { kind: "unborn", name: "main" }
      : { kind: "branch", name: "main", commit: "0".repeat(40) };
  const list = (side: ChangeSide) => {
    const paths = files.filter((file) => differs(file, side)).map((file) => changedPath(file, side));
    return { paths: paths.sort((a, b) => (a.path < b.path ? -1 : 1)), total: paths.length };
  };
  const operation = files.some(({ conflicted }) => conflicted) ? "merge" : null;
  return { head, operation, staged: list("staged"), unstaged: list("unstaged"), lfsMissing: 0, watching: "told" };
}

function changedPath(file: SampleFile, side: ChangeSide): ChangedPath {
  const [before, after] = sidesOf(file, side);
  const content = contentOf(before, after);
  const lines = content.kind === "text" ? content.hunks.flatMap((hunk) => hunk.lines) : undefined;
  const renamed = side === "staged" && file.before !== undefined;
  return {
    path: file.path,
    shown: shown(file.path),
    shownBefore: renamed ? shown(file.before) : null,
    change: changeOf(file, side, renamed),
    submodule: (after ?? before)?.kind === "submodule",
    added: lines ? lines.filter((line) => line.old === null).length : null,
    removed: lines ? lines.filter((line) => line.new === null).length : null,
    lfs: null,
  };
}

function changeOf(file: SampleFile, side: ChangeSide, renamed: boolean): PathChange {
  const [before, after] = sidesOf(file, side);
  if (side === "unstaged" && file.conflicted) return { kind: "conflicted" };
  if (side === "unstaged" && !before && !file.head) return { kind: "untracked" };
  return { kind: "tracked", change: renamed ? "renamed" : !before ? "added" : !after ? "deleted" : "modified" };
}

/** A path as text: `%XX` that is no UTF-8 becomes a replacement character. */
function shown(path: string): string {
  return path.replaceAll("%25", "%").replace(/%[0-9A-F]{2}/g, "\uFFFD");
}
