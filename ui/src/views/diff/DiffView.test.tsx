import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { FileOfSide } from "../../data/changes";
import type { ChangedPath, DiffContent, FileDiff } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { hunksOf, linesOf } from "../../host/sample_diff";
import { brokenRules } from "../../tests/axe";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { DiffView } from "./DiffView";

const id = "repository-billing";
const before = Array.from({ length: 40 }, (_, n) => `line ${n + 1}\n`).join("");
const after = before.replace("line 3\n", "line three\n").replace("line 30\n", "line thirty\nand one more\n");

const entry = (path: string, changes: Partial<ChangedPath> = {}): ChangedPath => ({
  path,
  shown: path,
  shownBefore: null,
  change: { kind: "tracked", change: "modified" },
  submodule: false,
  added: 1,
  removed: 1,
  lfs: null,
  ...changes,
});

const diffOf = (content: DiffContent, changes: Partial<FileDiff> = {}): FileDiff => ({
  revision: "r1",
  modeBefore: "100644",
  modeAfter: "100644",
  content,
  ...changes,
});
const text = (old: string, next: string, leftOut = 0): DiffContent => ({
  kind: "text",
  hunks: hunksOf(old, next),
  leftOut,
  lines: linesOf(next).length,
  encoding: "utf8",
});

const large = (size: number) => ({ oid: String(size).padStart(64, "0"), size, missing: false });

function view(
  diff: FileDiff,
  answers: Answers = {},
  file: FileOfSide = { path: "src/a.txt", side: "unstaged" },
  mark: Partial<ChangedPath> = {},
) {
  const list = [entry("src/a.txt", mark), entry("src/b.txt")];
  const none = { paths: [], total: 0 };
  const some = { paths: list, total: list.length };
  const onOpen = vi.fn();
  const onClose = vi.fn();
  const shown = show(
    <>
      <DiffView repository={id} file={file} onOpen={onOpen} onClose={onClose} />
      <NoticesShown />
    </>,
    {
      get_changes: () => ({
        head: { kind: "branch", name: "main", commit: "0".repeat(40) },
        operation: null,
        lfsMissing: 0,
        staged: file.side === "staged" ? some : none,
        unstaged: file.side === "unstaged" ? some : none,
        watching: "told",
      }),
      get_file_diff: () => diff,
      stage_changes: () => null,
      unstage_changes: () => null,
      discard_changes: () => null,
      ...answers,
    },
  );
  return { ...shown, onOpen, onClose };
}

const grid = () => screen.findByRole("grid", { name: "Lines" });
const line = (name: string | RegExp) => screen.findByRole("row", { name });
const gutterOf = (row: HTMLElement) => row.querySelector("[data-gutter]") as HTMLElement;

describe("choosing lines", () => {
  it("stages exactly the chosen lines of exactly this revision", async () => {
    const { user, host } = view(diffOf(text(before, after)));
    await user.click(gutterOf(await line("Removed line 3: line 3")));
    await user.click(gutterOf(await line("Added line 31: and one more")));
    expect(await line("Added line 3: line three")).toHaveAttribute("aria-selected", "false");
    await user.click(screen.getByRole("button", { name: "Stage 2 lines" }));
    expect(host.callsOf("stage_changes")).toEqual([
      { id, choice: { kind: "lines", path: "src/a.txt", revision: "r1", removed: [3], added: [31] } },
    ]);
  });

  it("extends with Shift, by mouse and by keyboard", async () => {
    const { user } = view(diffOf(text(before, after)));
    await user.click(gutterOf(await line("Removed line 3: line 3")));
    await user.keyboard("{Shift>}");
    await user.click(gutterOf(await line("Added line 31: and one more")));
    await user.keyboard("{/Shift}");
    expect(screen.getByText("5 chosen")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clear" }));
    (await grid()).focus();
    await user.keyboard("{Home}nn {Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    expect(screen.getByText("3 chosen")).toBeInTheDocument();
  });

  it("chooses all lines whose numbers the pointer is drawn over", async () => {
    view(diffOf(text(before, after)));
    fireEvent.mouseDown(gutterOf(await line("Removed line 30: line 30")), { button: 0, buttons: 1 });
    fireEvent.mouseOver(gutterOf(await line("Added line 31: and one more")), { buttons: 1 });
    expect(await screen.findByRole("button", { name: "Stage 3 lines" })).toBeInTheDocument();
  });

  it("goes through changes and stages the hunk under the cursor by keyboard", async () => {
    const { user, host } = view(diffOf(text(before, after)));
    (await grid()).focus();
    expect(screen.getByText("Change 1 of 2")).toBeInTheDocument();
    fireEvent.keyDown(document.body, { key: "F7" });
    expect(await screen.findByText("Change 2 of 2")).toBeInTheDocument();
    await user.keyboard("s");
    expect(host.callsOf("stage_changes")).toEqual([
      { id, choice: { kind: "lines", path: "src/a.txt", revision: "r1", removed: [30], added: [30, 31] } },
    ]);
    fireEvent.keyDown(document.body, { key: "F7", shiftKey: true });
    expect(await screen.findByText("Change 1 of 2")).toBeInTheDocument();
  });

  it("forgets chosen lines when the difference is another one, and stays at its place", async () => {
    const { user, host } = view(diffOf(text(before, after)));
    (await grid()).focus();
    await user.keyboard("{End}{ArrowUp}");
    const place = (await grid()).getAttribute("aria-activedescendant");
    await user.click(gutterOf(await line("Added line 31: and one more")));
    host.answer({ get_file_diff: () => diffOf(text(before, `${after}tail\n`), { revision: "r2" }) });
    host.emit({ kind: "repositoryChanged", id });
    await screen.findByText("Change 2 of 3");
    expect(screen.queryByText("1 chosen")).toBeNull();
    expect(place).not.toBeNull();
  });

  it("unstages on the staged side, and gives nothing up there", async () => {
    const { user, host } = view(diffOf(text(before, after)), {}, { path: "src/a.txt", side: "staged" });
    await user.click(gutterOf(await line("Removed line 3: line 3")));
    expect(screen.queryByRole("button", { name: /^Discard/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Unstage 1 line" }));
    expect(host.callsOf("unstage_changes")[0]?.choice).toMatchObject({ kind: "lines", removed: [3], added: [] });
  });

  it("asks before it gives lines up", async () => {
    const { user, host } = view(diffOf(text(before, after)));
    await user.click(gutterOf(await line("Removed line 3: line 3")));
    (await grid()).focus();
    await user.keyboard("{Delete}");
    const bar = await screen.findByRole("group", { name: "Discard 1 line?" });
    expect(bar).toHaveTextContent("src/a.txt");
    expect(bar).toHaveTextContent("git restore -p -- src/a.txt");
    expect(host.callsOf("discard_changes")).toEqual([]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("group", { name: "Discard 1 line?" })).toBeNull();
    await user.keyboard("{Delete}{Enter}");
    await waitFor(() => expect(host.callsOf("discard_changes")[0]?.choice).toMatchObject({ removed: [3], added: [] }));
  });

  it("says what moved and looks again", async () => {
    const { user, host } = view(diffOf(text(before, after)), {
      stage_changes: () => {
        throw { kind: "moved", what: "src/a.txt" };
      },
    });
    (await grid()).focus();
    const looks = host.callsOf("get_file_diff").length;
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("article", { name: "It changed in the meantime" })).toBeInTheDocument();
    await waitFor(() => expect(host.callsOf("get_file_diff").length).toBeGreaterThan(looks));
  });

  it("leaves lines of a conflict alone, but stages the file", async () => {
    const conflict = { change: { kind: "conflicted" } } as const;
    const { user, host } = view(diffOf(text(before, after)), {}, undefined, conflict);
    (await grid()).focus();
    expect(screen.getByText(/Editing conflicts here comes later/)).toBeInTheDocument();
    await user.keyboard(" s");
    expect(host.callsOf("stage_changes")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Stage as resolved" }));
    expect(host.callsOf("stage_changes")).toEqual([{ id, choice: { kind: "paths", paths: ["src/a.txt"] } }]);
  });
});

describe("what it says", () => {
  it("marks words, line ends and what is hidden", async () => {
    view(diffOf(text("same\nold word\r\n", "same\nnew word\u202E\n")));
    await grid();
    expect([...document.querySelectorAll("mark")].map((mark) => mark.textContent)).toContain("old");
    expect(screen.getByText("CRLF")).toBeInTheDocument();
    expect(screen.getByText("U+202E")).toBeInTheDocument();
  });

  it("says that a line has no end", async () => {
    view(diffOf(text("a\n", "b")));
    expect(await screen.findByText("No newline at the end")).toBeInTheDocument();
  });

  it.each<[string, FileDiff, RegExp]>([
    [
      "a binary file",
      diffOf({ kind: "binary", sizeBefore: 18_200, sizeAfter: 23_900 }),
      /had 18\.2.KB and has 23\.9.KB/,
    ],
    ["a new binary file", diffOf({ kind: "binary", sizeBefore: null, sizeAfter: 900 }), /is new and has 900.B/],
    ["a mode", diffOf(text("", ""), { modeAfter: "100755" }), /Was a plain file, is now an executable file/],
    ["an empty file", diffOf(text("", ""), { modeBefore: null }), /new file is empty/],
    [
      "a file of LFS",
      diffOf({ kind: "lfs", before: large(18_200), after: large(23_900) }),
      /had 18\.2.KB and has 23\.9.KB now/,
    ],
    ["a new file of LFS", diffOf({ kind: "lfs", before: null, after: large(900) }), /from now on; it has 900.B/],
    [
      "a submodule",
      diffOf({ kind: "submodule", before: "4".repeat(40), after: "7".repeat(40), dirty: true }),
      /was at commit 4444444444 and is at 7777777777 now/,
    ],
  ])("has words for %s", async (_, diff, words) => {
    view(diff);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it("downloads a file of LFS whose bytes are not here", async () => {
    const diff = diffOf({ kind: "lfs", before: large(1), after: { ...large(2_000_000), missing: true } });
    const mark = { lfs: { size: 2_000_000, missing: true } };
    const { user, host } = view(diff, { fetch_lfs: () => "job-lfs" }, undefined, mark);
    expect(await screen.findByText(/LFS 2.MB/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Download LFS files" }));
    expect(host.callsOf("fetch_lfs")).toEqual([{ id }]);
  });

  it("opens what is too large only when asked", async () => {
    const { user, host } = view(diffOf(text(before, after)), {
      get_file_diff: ({ all }) => diffOf(all ? text(before, after) : { kind: "tooLarge", size: 84_000_000 }),
    });
    await user.click(await screen.findByRole("button", { name: "Show it anyway" }));
    expect(await grid()).toBeInTheDocument();
    expect(host.callsOf("get_file_diff").map(({ all }) => all)).toEqual([false, true]);
  });

  it("says how many lines are left out and shows them", async () => {
    const { user, host } = view(diffOf(text(before, after, 12_000)));
    expect(await screen.findByText(/12,000 lines more differ/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show all" }));
    await waitFor(() => expect(host.callsOf("get_file_diff").at(-1)?.all).toBe(true));
  });

  it("says when nothing is left and offers the next file", async () => {
    const { user, onOpen } = view(diffOf(text("", "")), {}, { path: "src/a.gone", side: "unstaged" });
    expect(await screen.findByText("Nothing is left to stage in this file")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Next file: a.txt" }));
    expect(onOpen).toHaveBeenCalledWith({ path: "src/a.txt", side: "unstaged" }, "enter");
  });

  it("closes with Escape", async () => {
    const { user, onClose } = view(diffOf(text(before, after)));
    (await grid()).focus();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("draws only what can be seen of 50,000 lines", async () => {
    const long = Array.from({ length: 50_000 }, (_, n) => `${n}\n`).join("");
    view(diffOf(text("", long)));
    expect(await grid()).toHaveAttribute("aria-rowcount", "50001");
    expect(within(await grid()).getAllByRole("row").length).toBeLessThan(60);
  });

  it("breaks no rule of accessibility", async () => {
    const { container } = view(diffOf(text(before, after)));
    await grid();
    expect(await brokenRules(container)).toEqual([]);
  });
});
