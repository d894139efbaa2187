import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { ChangedFile, Commit, Fault, SignatureCheck } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { show } from "../../tests/render";
import { CommitPanel } from "./CommitPanel";

const sha = (letter: string) => letter.repeat(40);
const ada = { name: "Ada Lovelace", email: "ada@example.org", time: "2026-01-01T10:00:00+01:00" };
const file = (path: string, changes: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  shown: path,
  before: null,
  shownBefore: null,
  change: "modified",
  added: 3,
  removed: 1,
  ...changes,
});

function commit(changes: Partial<Commit> = {}): Commit {
  const files = changes.files ?? [file("src/billing/Invoice.java"), file("README.md", { change: "added", removed: 0 })];
  return {
    id: sha("a"),
    parents: [sha("b")],
    author: ada,
    committer: ada,
    message: "Round each line\n\nThe bank does it as well.\n",
    filesTotal: files.length,
    signed: false,
    ...changes,
    files,
  };
}

function panel(
  answer: Answers["get_commit"] = () => commit(),
  chosen: string | null = sha("a"),
  answers: Answers = {},
) {
  const onCommit = vi.fn();
  const onOpen = vi.fn();
  const shown = show(
    <CommitPanel
      repository="r"
      commit={chosen ?? undefined}
      refs={<span>pills</span>}
      shown={undefined}
      onOpen={onOpen}
      onCommit={onCommit}
      onClose={() => {}}
    />,
    { get_commit: answer as NonNullable<typeof answer>, ...answers },
  );
  return { ...shown, onCommit, onOpen };
}

describe("the commit panel", () => {
  it("shows message, people, refs and files", async () => {
    panel();
    expect(await screen.findByRole("heading", { name: "Round each line" })).toBeInTheDocument();
    expect(screen.getByText("The bank does it as well.")).toBeInTheDocument();
    expect(screen.getByText("Ada Lovelace")).toBeInTheDocument();
    expect(screen.getByText("pills")).toBeInTheDocument();
    expect(screen.getByText("2 changed files")).toBeInTheDocument();
    expect(screen.getByRole("treeitem", { name: "README.md, Added, 3 added, 0 removed" })).toBeInTheDocument();
    expect(screen.queryByText("Signed")).toBeNull();
  });

  it("checks a signature only where there is one, and says what it comes to", async () => {
    const { unmount, host } = panel();
    await screen.findByRole("heading", { name: "Round each line" });
    expect(host.callsOf("check_signature")).toEqual([]);
    unmount();
    const check: SignatureCheck = { verdict: "good", signer: "Ada \u202E<ada@x>", key: "4F2A", detail: "" };
    const signed = panel(() => commit({ signed: true }), sha("a"), { check_signature: () => check });
    const name = /^Verified: Ada .*belongs to its signer.*Signer: Ada \[U\+202E\].*Key: 4F2A/;
    expect(await screen.findByRole("button", { name })).toHaveTextContent("Verified: Ada U+202E<ada@x>");
    expect(signed.host.callsOf("check_signature")).toEqual([{ id: "r", commit: sha("a") }]);
    signed.unmount();
    panel(() => commit({ signed: true }), sha("a"), { check_signature: () => ({ ...check, verdict: "bad" }) });
    expect(await screen.findByText("Bad signature")).toBeInTheDocument();
  });

  it("names the committer only where it is another", async () => {
    panel(() => commit({ committer: { ...ada, name: "Grace Hopper" } }));
    expect(await screen.findByText("Grace Hopper")).toBeInTheDocument();
    expect(screen.getByText(/^committed/)).toBeInTheDocument();
  });

  it("leads to its parents and marks merges and signatures", async () => {
    const pending = { check_signature: () => new Promise<never>(() => {}) };
    const { user, onCommit } = panel(() => commit({ parents: [sha("b"), sha("c")], signed: true }), sha("a"), pending);
    await user.click(await screen.findByRole("button", { name: "Parent cccccccc" }));
    expect(onCommit).toHaveBeenCalledWith(sha("c"));
    expect(screen.getByText("Merge")).toBeInTheDocument();
    expect(screen.getByText("Signed")).toBeInTheDocument();
  });

  it("shows files as a tree", async () => {
    const { user } = panel();
    await user.click(await screen.findByRole("radio", { name: "Tree" }));
    const folder = await screen.findByRole("treeitem", { name: "src" });
    expect(folder).toHaveAttribute("aria-expanded", "true");
    await user.click(folder);
    expect(screen.queryByRole("treeitem", { name: /Invoice/ })).toBeNull();
  });

  it("says where a file came from, and which are binary", async () => {
    panel(() =>
      commit({
        files: [
          file("new/name.ts", { change: "renamed", before: "old/name.ts", shownBefore: "old/name.ts" }),
          file("logo.png", { added: null, removed: null }),
        ],
      }),
    );
    expect(
      await screen.findByRole("treeitem", { name: "new/name.ts, Renamed, from old/name.ts, 3 added, 1 removed" }),
    ).toBeInTheDocument();
    expect(screen.getByRole("treeitem", { name: "logo.png, Modified, binary" })).toBeInTheDocument();
  });

  it("says honestly that the list is cut", async () => {
    panel(() => commit({ filesTotal: 12_345 }));
    expect(await screen.findByText("The first 2 of 12,345 files are shown.")).toBeInTheDocument();
  });

  it("has words for the first commit, for no files and for no message", async () => {
    panel(() => commit({ parents: [], files: [], message: "" }));
    expect(await screen.findByText("First commit: it has no parent.")).toBeInTheDocument();
    expect(screen.getByText("It changed no files.")).toBeInTheDocument();
    expect(screen.getByText("This commit has no message.")).toBeInTheDocument();
  });

  it("shows hostile text as text", async () => {
    panel(() => commit({ message: "<b>bold</b>\u202E", files: [file("a\u200Bb.txt")] }));
    expect(await screen.findByRole("heading", { name: /<b>bold<\/b>/ })).toBeInTheDocument();
    expect(screen.getByRole("treeitem", { name: /a\[U\+200B\]b\.txt/ })).toBeInTheDocument();
  });

  it("waits, and says so; with nothing chosen it says what to do", async () => {
    const { unmount } = panel(() => new Promise(() => {}));
    expect(await screen.findByText("Reading the commit")).toBeInTheDocument();
    unmount();
    panel(undefined, null);
    expect(await screen.findByText("No commit selected")).toBeInTheDocument();
  });

  it("says what failed and asks again", async () => {
    const fault: Fault = { kind: "notFound", what: "commit aaaaaaaa" };
    const { user, host } = panel(() => {
      throw fault;
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("Not found");
    host.answer({ get_commit: () => commit() });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: "Round each line" })).toBeInTheDocument();
  });

  it("opens files by mouse and by keyboard, and takes open ones along", async () => {
    const moved = file("new/name.ts", { change: "renamed", before: "old/caf%E9.ts", shownBefore: "old/caf\uFFFD.ts" });
    const { user, onOpen } = panel(() => commit({ files: [moved, file("README.md")] }));
    await user.click(await screen.findByRole("treeitem", { name: /^new/ }));
    expect(onOpen).toHaveBeenLastCalledWith(
      { path: "new/name.ts", commit: sha("a"), before: "old/caf%E9.ts" },
      "click",
    );
    screen.getByRole("tree").focus();
    await user.keyboard("{ArrowDown}");
    expect(onOpen).toHaveBeenLastCalledWith({ path: "README.md", commit: sha("a"), before: null }, "moved");
    await user.keyboard("{Enter}");
    expect(onOpen).toHaveBeenLastCalledWith({ path: "README.md", commit: sha("a"), before: null }, "enter");
  });

  it("copies the whole SHA and a path", async () => {
    const { user, host } = panel();
    await user.click(await screen.findByRole("button", { name: "Copy the whole SHA" }));
    const line = await screen.findByRole("treeitem", { name: /^README/ });
    await user.pointer({ keys: "[MouseRight]", target: within(line).getByText("README.md") });
    await user.click(await screen.findByRole("menuitem", { name: "Copy path" }));
    await waitFor(() => expect(host.callsOf("copy_text")).toEqual([{ text: sha("a") }, { text: "README.md" }]));
  });
});
