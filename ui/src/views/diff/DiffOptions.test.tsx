import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { FileOfSide } from "../../data/changes";
import type { FileOfCommit } from "../../data/differences";
import type { DiffContent, FileDiff } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { hunksOf, linesOf } from "../../host/sample_diff";
import { brokenRules } from "../../tests/axe";
import { changedFile, changesOf } from "../../tests/changes";
import { show } from "../../tests/render";
import { CommitDiffView } from "./CommitDiffView";
import { DiffView } from "./DiffView";

const id = "repository-billing";
const sha = "c".repeat(40);
const body = Array.from({ length: 80 }, (_, n) => `let value${n + 1} = ${n + 1};\n`).join("");
const before = body;
const after = body
  .replace("let value3 = 3;", "let value3 = 30;")
  .replace("let value60 = 60;\n", "let value60 = 61;\nlet more = 0; // \u202E\n");

const text = (old: string, next: string): DiffContent => ({
  kind: "text",
  hunks: hunksOf(old, next),
  leftOut: 0,
  lines: linesOf(next).length,
  encoding: "utf8",
});
const diffOf = (content: DiffContent): FileDiff => ({
  revision: "r1",
  modeBefore: "100644",
  modeAfter: "100644",
  content,
});

function view(answers: Answers = {}, path = "src/a.txt", file: FileOfSide | FileOfCommit = { path, side: "unstaged" }) {
  const onClose = vi.fn();
  const shown = show(
    "side" in file ? (
      <DiffView repository={id} file={file} onOpen={() => undefined} onClose={onClose} />
    ) : (
      <CommitDiffView repository={id} file={file} onClose={onClose} />
    ),
    {
      get_changes: () => changesOf([changedFile(path)]),
      get_file_diff: ({ ignoreSpaces }) => ({
        ...diffOf(text(before, after)),
        revision: ignoreSpaces ? "r1 without spaces" : "r1",
      }),
      get_file_text: ({ end }) => (end === "before" ? before : after),
      get_file_picture: () => null,
      stage_changes: () => null,
      ...answers,
    },
  );
  return { ...shown, onClose };
}

const grid = () => screen.findByRole("grid", { name: "Lines" });
const cell = (name: string | RegExp) => screen.findByRole("gridcell", { name });
const gutterOf = (element: HTMLElement) => element.querySelector("[data-gutter]") as HTMLElement;
const staged = (removed: number[], added: number[], path = "src/a.txt") => ({
  id,
  choice: { kind: "lines", path, revision: "r1", removed, added },
});

describe("side by side", () => {
  it("stages one side of a line, by mouse", async () => {
    const { user, host } = view();
    await user.click(await screen.findByRole("button", { name: "Side by side" }));
    await user.click(gutterOf(await cell("Added line 3: let value3 = 30;")));
    expect(await cell("Removed line 3: let value3 = 3;")).toHaveAttribute("aria-selected", "false");
    await user.click(screen.getByRole("button", { name: "Stage 1 line" }));
    expect(host.callsOf("stage_changes")).toEqual([staged([], [3])]);
  });

  it("stages one side of a line, by keyboard, and a hunk", async () => {
    const { user, host } = view();
    (await grid()).focus();
    await user.keyboard("v");
    expect(await grid()).toHaveAttribute("aria-activedescendant", (await cell(/^Removed line 3/)).id);
    await user.keyboard("{ArrowRight} ");
    expect(await cell(/^Added line 3/)).toHaveAttribute("aria-selected", "true");
    await user.keyboard("s");
    await user.keyboard(" ns");
    expect(host.callsOf("stage_changes")).toEqual([staged([], [3]), staged([60], [60, 61])]);
  });

  it("draws over one side only, and never stands where nothing is", async () => {
    const { user } = view();
    (await grid()).focus();
    await user.keyboard("vnn");
    fireEvent.mouseDown(gutterOf(await cell(/^Added line 60/)), { button: 0, buttons: 1 });
    fireEvent.mouseOver(gutterOf(await cell(/^Added line 61/)), { buttons: 1 });
    expect(await screen.findByRole("button", { name: "Stage 2 lines" })).toBeInTheDocument();
    await user.keyboard("{ArrowLeft}");
    expect(await grid()).toHaveAttribute("aria-activedescendant", (await cell(/^Added line 61/)).id);
  });

  it("is remembered, keeps the place, and breaks no rule of accessibility", async () => {
    const { user, container, unmount } = view();
    (await grid()).focus();
    await user.keyboard("nv");
    expect(screen.getByText("Change 2 of 2")).toBeInTheDocument();
    expect(await brokenRules(container)).toEqual([]);
    unmount();
    view();
    expect(await screen.findByRole("button", { name: "Side by side" })).toHaveAttribute("aria-pressed", "true");
  });
});

describe("lines around the hunks", () => {
  it("open by mouse, all at once or some at a time", async () => {
    const { user } = view();
    await user.click(await screen.findByRole("button", { name: "Show 20 lines above this hunk" }));
    expect(await screen.findByRole("row", { name: "Line 37: let value37 = 37;" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /^Show 30 hidden lines/ }));
    expect(await screen.findByRole("row", { name: "Line 7: let value7 = 7;" })).toBeInTheDocument();
    (await grid()).focus();
    await user.keyboard("{End}");
    await user.click(await screen.findByRole("button", { name: /^Show 17 hidden lines/ }));
    expect(screen.queryByRole("button", { name: /hidden line/ })).toBeNull();
  });

  it("open by keyboard, and with the whole file", async () => {
    const { user } = view();
    (await grid()).focus();
    await user.keyboard("ne");
    await waitFor(async () => expect(await grid()).toHaveAttribute("aria-rowcount", "69"));
    expect(screen.getByText("Change 2 of 2")).toBeInTheDocument();
    await user.keyboard("{Shift>}E{/Shift}");
    await waitFor(async () => expect(await grid()).toHaveAttribute("aria-rowcount", "85"));
  });

  it("can't be opened where the text can't be read", async () => {
    const { user } = view({ get_file_text: () => null });
    (await grid()).focus();
    await user.keyboard("ne");
    await waitFor(() => expect(screen.queryByRole("button", { name: /hidden line/ })).toBeNull());
  });
});

describe("how lines are shown", () => {
  it("colours code, and still shows what it tries to hide", async () => {
    view({}, "src/a.ts");
    await waitFor(() => expect(document.querySelectorAll('[data-code="keyword"]').length).toBeGreaterThan(5));
    expect(document.querySelector('[data-code="number"]')).toHaveTextContent("1");
    expect(screen.getByText("U+202E")).toHaveAttribute("data-escape");
  });

  it("leaves lines plain that are not those of the text", async () => {
    view({ get_file_text: () => "other\n".repeat(90) }, "src/a.ts");
    await grid();
    await waitFor(() => expect(screen.getByRole("button", { name: /^Show 17 hidden/ })).toBeInTheDocument());
    expect(document.querySelector("[data-code]")).toBeNull();
  });

  it("wraps long lines", async () => {
    const long = `${"x".repeat(450)}\n`;
    const { user } = view({ get_file_diff: () => diffOf(text("", long)) });
    (await grid()).focus();
    const line = await screen.findByRole("row", { name: /^Added line 1/ });
    expect(line.style.getPropertyValue("--high")).toBe("1");
    await user.keyboard("w");
    // 100 letters fit in the measures of these tests.
    expect(line.style.getPropertyValue("--high")).toBe("5");
    expect(line).toHaveTextContent("x".repeat(450));
  });

  it("shows white space, and what is copied stays a space", async () => {
    const { user } = view();
    await user.click(await screen.findByRole("button", { name: "How lines are shown" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Make it visible/ }));
    const space = document.querySelector('[data-space="space"]');
    expect(space?.textContent).toBe(" ");
  });

  it("ignores white space, and then stages no single line", async () => {
    const { user, host } = view();
    await user.click(await screen.findByRole("button", { name: "How lines are shown" }));
    await user.click(await screen.findByRole("menuitem", { name: /^Ignore/ }));
    expect(await screen.findByText(/show it to stage single lines/)).toBeInTheDocument();
    await waitFor(() => expect(host.callsOf("get_file_diff").at(-1)?.ignoreSpaces).toBe(true));
    (await grid()).focus();
    await user.keyboard(" s");
    expect(screen.queryByRole("button", { name: "Stage hunk" })).toBeNull();
    expect(host.callsOf("stage_changes")).toEqual([]);
    expect(screen.getByText("White space ignored")).toBeInTheDocument();
  });

  it("says so where only white space differs, and shows it", async () => {
    window.localStorage.setItem("bough.diff spaces", "ignored");
    const { user } = view({
      get_file_diff: ({ ignoreSpaces }) => diffOf(ignoreSpaces ? text("", "") : text("a\n", "a \n")),
    });
    await user.click(await screen.findByRole("button", { name: "Show it" }));
    expect(await screen.findByRole("row", { name: "Added line 1: a" })).toBeInTheDocument();
  });

  it("says what is unusual: another encoding, and how much of a line is left out", async () => {
    const content = text("a\n", "b\n");
    if (content.kind === "text") {
      content.encoding = "unknown";
      const line = content.hunks[0]?.lines.at(-1);
      if (line) line.leftOut = 995_000;
    }
    view({ get_file_diff: () => diffOf(content) });
    expect(await screen.findByText("Not UTF-8")).toBeInTheDocument();
    expect(screen.getByText("995,000 letters more")).toBeInTheDocument();
  });
});

describe("pictures", () => {
  const binary = diffOf({ kind: "binary", sizeBefore: null, sizeAfter: 900 });
  const picture = { url: "data:image/png;base64,iVBORw0KGgo=", width: 16, height: 9 };

  it("stand side by side with their sizes", async () => {
    const both = diffOf({ kind: "binary", sizeBefore: 800, sizeAfter: 900 });
    const { container } = view({ get_file_diff: () => both, get_file_picture: () => picture }, "a.png");
    expect(await screen.findAllByRole("img", { name: /Before|After/ })).toHaveLength(2);
    expect(screen.getByText(/16 × 9 pixels, 900.B/)).toBeInTheDocument();
    expect(await brokenRules(container)).toEqual([]);
  });

  it("lie over each other, parted by a line or seen through", async () => {
    const both = diffOf({ kind: "binary", sizeBefore: 800, sizeAfter: 900 });
    const ends = { before: picture, after: { ...picture, url: `${picture.url}AA`, width: 32 } };
    const { user } = view({ get_file_diff: () => both, get_file_picture: ({ end }) => ends[end] }, "a.png");
    expect(screen.queryByRole("slider")).not.toBeInTheDocument();
    await user.click(await screen.findByRole("radio", { name: "Swipe" }));
    fireEvent.change(screen.getByRole("slider", { name: /line between/ }), { target: { value: "25" } });
    expect(screen.getByRole("slider")).toHaveAttribute("aria-valuetext", "25 %");
    // Each is as large as it is beside the other.
    expect(screen.getByRole("img", { name: "Before" })).toHaveStyle({ width: "50%", height: "100%" });
    expect(screen.getByRole("img", { name: "After" })).toHaveStyle({ width: "100%", height: "100%" });
    await user.click(screen.getByRole("radio", { name: "Onion skin" }));
    expect(screen.getByRole("slider", { name: /newer one/ })).toHaveValue("25");
    fireEvent.error(screen.getByRole("img", { name: "After" }));
    expect(await screen.findByText("It can't be shown.")).toBeInTheDocument();
    expect(screen.queryByRole("slider")).not.toBeInTheDocument();
  });

  it("say what is missing, and what can't be drawn", async () => {
    view({ get_file_diff: () => binary, get_file_picture: () => picture }, "a.png");
    expect(await screen.findByText("It is new.")).toBeInTheDocument();
    fireEvent.error(await screen.findByRole("img", { name: "After" }));
    expect(await screen.findByText("It can't be shown.")).toBeInTheDocument();
  });

  it("are not asked for where the name is none of a picture's", async () => {
    const { host } = view({ get_file_diff: () => binary }, "a.bin");
    expect(await screen.findByText("Not a text file")).toBeInTheDocument();
    expect(host.callsOf("get_file_picture")).toEqual([]);
  });
});

describe("a file of a commit", () => {
  const file = { path: "src/a.txt", commit: sha, before: "src/old.txt" };

  it("is shown to be read, against where it was", async () => {
    const { user, host, onClose } = view({}, "src/a.txt", file);
    (await grid()).focus();
    expect(host.callsOf("get_file_diff")[0]).toMatchObject({
      path: "src/a.txt",
      between: { kind: "commit", commit: sha, before: "src/old.txt" },
    });
    await user.keyboard(" s{Delete}");
    expect(host.callsOf("stage_changes")).toEqual([]);
    expect(within(await grid()).queryByRole("button", { name: /^(Stage|Unstage|Discard) hunk$/ })).toBeNull();
    await user.keyboard("n{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("says what failed and asks again", async () => {
    const { user, host } = view(
      {
        get_file_diff: () => {
          throw { kind: "notFound", what: "src/a.txt" };
        },
      },
      "src/a.txt",
      file,
    );
    expect(await screen.findByRole("alert")).toHaveTextContent("Not found");
    host.answer({ get_file_diff: () => diffOf(text(before, after)) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await grid()).toBeInTheDocument();
  });
});
