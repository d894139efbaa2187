/** Sample answers about single files: how they differ, the whole text, and two pictures. */
import type { Between, DiffContent, DiffEnd, Fault, FileDiff, Picture } from "./api.gen";
import type { Answers } from "./memory";
import { hunksOf, linesOf } from "./sample_diff";
import type { SampleState } from "./sample_work";

/** A file in two states; none where it isn't there. */
export interface SamplePair {
  readonly before: SampleState | null;
  readonly after: SampleState | null;
  /** Too large to compare unasked. */
  readonly isLarge?: boolean;
}

/** Lines of a difference that are read unasked. */
const unasked = 20_000;

export function sampleDifferences(pairOf: (id: string, path: string, between: Between) => SamplePair): Answers {
  const stateOf = (
    { id, path, between, revision }: { id: string; path: string; between: Between; revision: string },
    end: DiffEnd,
  ) => {
    const pair = pairOf(id, path, between);
    if (revisionOf(pair) !== revision.replace(/ without spaces$/, ""))
      throw { kind: "moved", what: path } satisfies Fault;
    return pair[end];
  };
  return {
    get_file_diff: ({ id, path, between, all, ignoreSpaces }) => diffOf(pairOf(id, path, between), all, ignoreSpaces),
    get_file_text: (args) => {
      const state = stateOf(args, args.end);
      return state?.kind === "text" ? state.text : null;
    },
    get_file_picture: (args) => {
      const state = stateOf(args, args.end);
      return state?.kind === "binary" && args.path.endsWith(".png") ? pictures[args.end] : null;
    },
  };
}

export function revisionOf({ before, after }: SamplePair): string {
  const words = JSON.stringify([before, after]);
  return `${words.length}-${[...words.slice(-400)].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 99_991, 7)}`;
}

/** How a commit changed a file: made up from both names, the same each time. */
export function sampleStates(path: string, commit: string): SamplePair {
  if (path.endsWith(".png")) {
    return {
      before: { kind: "binary", size: 364, mode: "100644" },
      after: { kind: "binary", size: 398, mode: "100644" },
    };
  }
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const method = (n: number, rule: string) =>
    `    /** Rounds what is due in step ${n}, as the bank does. */\n    public BigDecimal step${n}(BigDecimal sum) {\n        return sum.setScale(${n % 3}, RoundingMode.${rule});\n    }\n`;
  const text = (rule: string, more: string) =>
    `package org.example.billing;\n\nimport java.math.*;\n\npublic final class ${name} {\n${Array.from(
      { length: 24 },
      (_, n) => method(n, n % 11 === 3 ? rule : "HALF_UP"),
    ).join("\n")}${more}}\n`;
  const more = `\n    private static final String MADE_BY = "${commit.slice(0, 8)}";\n`;
  return {
    before: { kind: "text", text: text("HALF_UP", ""), mode: "100644" },
    after: { kind: "text", text: text("HALF_EVEN", more), mode: "100644" },
  };
}

const contents = new WeakMap<SampleState, WeakMap<SampleState, DiffContent>>();
const nothing: SampleState = { kind: "text", text: "", mode: "" };

export function contentOf(before: SampleState | null, after: SampleState | null): DiffContent {
  const made = contents.get(before ?? nothing) ?? new WeakMap<SampleState, DiffContent>();
  contents.set(before ?? nothing, made);
  const known = made.get(after ?? nothing) ?? freshContent(before, after);
  made.set(after ?? nothing, known);
  return known;
}

function freshContent(before: SampleState | null, after: SampleState | null, ignoreSpaces = false): DiffContent {
  if (before?.kind === "submodule" || after?.kind === "submodule") {
    const commit = (state: SampleState | null) => (state?.kind === "submodule" ? state.commit : null);
    return {
      kind: "submodule",
      before: commit(before),
      after: commit(after),
      dirty: after?.kind === "submodule" && after.dirty,
    };
  }
  if (before?.kind === "binary" || after?.kind === "binary") {
    const size = (state: SampleState | null) => (state?.kind === "binary" ? state.size : null);
    return { kind: "binary", sizeBefore: size(before), sizeAfter: size(after) };
  }
  const [old, next] = [before?.text ?? "", after?.text ?? ""];
  const spaceless = (text: string) => (ignoreSpaces ? text.replace(/[ \t]+/g, " ").replaceAll(" \n", "\n") : text);
  return {
    kind: "text",
    hunks: hunksOf(spaceless(old), spaceless(next)),
    leftOut: 0,
    lines: linesOf(after ? next : old).length,
    encoding: next.includes("\uFFFD") ? "unknown" : "utf8",
  };
}

function diffOf(pair: SamplePair, all: boolean, ignoreSpaces: boolean): FileDiff {
  const { before, after } = pair;
  const content = ignoreSpaces ? freshContent(before, after, true) : contentOf(before, after);
  return {
    revision: `${revisionOf(pair)}${ignoreSpaces ? " without spaces" : ""}`,
    modeBefore: before?.mode ?? null,
    modeAfter: after?.mode ?? null,
    content: pair.isLarge && !all ? { kind: "tooLarge", size: 84_000_000 } : all ? content : cut(content),
  };
}

function cut(content: DiffContent): DiffContent {
  if (content.kind !== "text") return content;
  let room = unasked;
  let leftOut = 0;
  const hunks = content.hunks.flatMap((hunk) => {
    const lines = hunk.lines.slice(0, room);
    room -= lines.length;
    leftOut += hunk.lines.length - lines.length;
    return lines.length === 0 ? [] : [{ ...hunk, lines }];
  });
  return { ...content, hunks, leftOut };
}

/** A disc on nothing, before and after. */
const pictures: Record<DiffEnd, Picture> = {
  before: {
    url: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAApklEQVR42u3aUQ2AMAxF0TnFD6aQBhpIaNfScxMEvPPHtrUkSZIU23Gd99tv5OhfYHw5vBVE5PDyEJnjyyHsGF8GYef47QgVxm9DqDQ+HaHi+DSEyuNTEEYDdBgfijAaoNP4EAQAkwE6jv8UAQAAAAAAAAAAAAAAAH6I/A4DcCzmUNTRuIuRwQDj7wbdDnsf4IWIN0JeiXkn6KVoOsTq3sjRkiSpdA9pKYoag9UjkgAAAABJRU5ErkJggg==",
    width: 64,
    height: 64,
  },
  after: {
    url: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAYAAADlNHIOAAAAyElEQVR42u3cuRGEMBREQSVDZBstUUEGa+D8Y3qqSOC1R0k6x8zM/u363c/XT72C6DAaRYfRMD6E4vAgGsWPROgUPg6ic/z1CBPir0WYFH8dwsT4qxAAiJ+JsCH+aAQA4mcibIw/CgEAgFyAzfFHIAAAkAuQEL81AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAD4JS0+AAAAIDiWAgCA44niQ3A8HQAE15TEB+CqqvgQPFcgPgTP1ggfjHDMm3FxCGoXYKhagKGeWee9ShxhSLJI1ggAAAAASUVORK5CYII=",
    width: 96,
    height: 64,
  },
};
