import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import type { Changes, Fault } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { changedFile as file, changesOf as changes, outlook, plainDraft } from "../../tests/changes";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { ChangesPanel } from "./ChangesPanel";

const id = "repository-billing";

function panel(answer: Changes, answers: Answers = {}) {
  return show(
    <>
      <ChangesPanel repository={id} shown={undefined} onOpen={() => {}} onClose={() => {}} />
      <NoticesShown />
    </>,
    {
      get_changes: () => answer,
      get_commit_outlook: () => outlook,
      commit_changes: () => "c".repeat(40),
      ...answers,
    },
  );
}

const summary = () => screen.findByRole("textbox", { name: "Summary" });

describe("the commit box", () => {
  it("says what is missing, then what will happen", async () => {
    const { user, host } = panel(changes([file("a.ts")]));
    expect(await screen.findByRole("button", { name: "Stage something to commit" })).toHaveAttribute("aria-disabled");
    host.answer({ get_changes: () => changes([], [file("a.ts"), file("b.ts")]) });
    host.emit({ kind: "repositoryChanged", id });
    expect(await screen.findByRole("button", { name: "Write a summary" })).toHaveAttribute("aria-disabled");
    await user.type(await summary(), "Round");
    await user.click(await screen.findByRole("button", { name: "Commit 2 files to main" }));
    expect(host.callsOf("commit_changes")).toEqual([
      { id, draft: { ...plainDraft, message: "Round", amend: false, skipHooks: false } },
    ]);
    await waitFor(async () => expect(await summary()).toHaveValue(""));
    expect(await screen.findByRole("article", { name: "Committed" })).toHaveTextContent("Round");
  });

  it("commits with Ctrl+Enter, summary and description", async () => {
    const { user, host } = panel(changes([], [file("a.ts")]));
    await user.type(await summary(), "Round");
    await user.type(screen.getByRole("textbox", { name: "Description" }), "Each line.{Control>}{Enter}{/Control}");
    expect(host.callsOf("commit_changes")[0]?.draft.message).toBe("Round\n\nEach line.");
  });

  it("keeps the message where a commit fails, and says why beside the button", async () => {
    const { user } = panel(changes([], [file("a.ts")]), {
      commit_changes: () => {
        throw { kind: "refused", detail: "index.lock exists" } satisfies Fault;
      },
    });
    await user.type(await summary(), "Round");
    await user.click(await screen.findByRole("button", { name: "Commit 1 file to main" }));
    expect(await within(screen.getByRole("region", { name: "Commit" })).findByRole("alert")).toHaveTextContent(
      "It was refused",
    );
    expect(await summary()).toHaveValue("Round");
  });

  it("keeps the message while another tab is in front", async () => {
    function Tabs() {
      const [front, setFront] = useState(true);
      return (
        <>
          <button onClick={() => setFront(!front)}>Other tab</button>
          {front && <ChangesPanel repository={id} shown={undefined} onOpen={() => {}} onClose={() => {}} />}
        </>
      );
    }
    const { user } = show(<Tabs />);
    await user.type(await summary(), "Half a thought");
    await user.click(screen.getByText("Other tab"));
    expect(screen.queryByRole("textbox", { name: "Summary" })).toBeNull();
    await user.click(screen.getByText("Other tab"));
    expect(await summary()).toHaveValue("Half a thought");
  });

  it("empties the box even where the commit ends after a tab came back", async () => {
    let finish: (commit: string) => void = () => undefined;
    function Tabs() {
      const [front, setFront] = useState(true);
      return (
        <>
          <button onClick={() => setFront(!front)}>Other tab</button>
          {front && <ChangesPanel repository={id} shown={undefined} onOpen={() => {}} onClose={() => {}} />}
        </>
      );
    }
    const { user } = show(<Tabs />, {
      get_changes: () => changes([], [file("a.ts")]),
      get_commit_outlook: () => outlook,
      commit_changes: () => new Promise<string>((resolve) => (finish = resolve)),
    });
    await user.type(await summary(), "Round");
    await user.click(await screen.findByRole("button", { name: "Commit 1 file to main" }));
    await user.click(screen.getByText("Other tab"));
    await user.click(screen.getByText("Other tab"));
    expect(await summary()).toHaveValue("Round");
    finish("c".repeat(40));
    await waitFor(async () => expect(await summary()).toHaveValue(""));
  });

  it("fills in the last message to amend it, and gives the draft back", async () => {
    const { user, host } = panel(changes([]), { get_commit_outlook: () => ({ ...outlook, lastIsPublished: true }) });
    const amend = await screen.findByRole("checkbox", { name: "Amend last commit" });
    await waitFor(() => expect(amend).toBeEnabled());
    await user.click(amend);
    expect(await summary()).toHaveValue("Round each line");
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("The bank does it.");
    expect(screen.getByText(/may be with others already/)).toBeInTheDocument();
    await user.click(amend);
    expect(await summary()).toHaveValue("");
    await user.click(amend);
    await user.click(await screen.findByRole("button", { name: "Amend the last commit" }));
    expect(host.callsOf("commit_changes")).toEqual([
      { id, draft: { ...plainDraft, message: "Round each line\n\nThe bank does it.", amend: true, skipHooks: false } },
    ]);
    await waitFor(() => expect(amend).not.toBeChecked());
  });

  it("counts the summary's letters and warns after 72", async () => {
    const { user } = panel(changes([], [file("a.ts")]));
    await user.type(await summary(), "x".repeat(72));
    expect(screen.getByText("72 / 72")).toBeInTheDocument();
    expect(screen.queryByText(/too long/)).toBeNull();
    await user.type(await summary(), "x");
    expect(screen.getByText("1 letter too long: most tools cut the line after 72.")).toBeInTheDocument();
  });

  it("shows a prepared message, who commits, and that it will be signed", async () => {
    panel(changes([], [], { operation: "merge" }), {
      get_commit_outlook: () => ({
        ...outlook,
        preparedMessage: "Merge branch 'develop'\n",
        signing: true,
      }),
    });
    await waitFor(async () => expect(await summary()).toHaveValue("Merge branch 'develop'"));
    expect(screen.getByText("You commit as Ada Lovelace <ada@example.org>")).toBeInTheDocument();
    expect(screen.getByText("Will be signed")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Commit the merge to main" })).not.toHaveAttribute("aria-disabled");
  });

  it("is there although nothing changed", async () => {
    panel(changes([]));
    expect(await screen.findByText("Nothing changed")).toBeInTheDocument();
    expect(await summary()).toBeInTheDocument();
  });
});
