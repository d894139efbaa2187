import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { CommitOutlook, Fault } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { brokenRules } from "../../tests/axe";
import { changedFile as file, changesOf as changes, outlook, plainDraft } from "../../tests/changes";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { ChangesPanel } from "./ChangesPanel";

const id = "repository-billing";

function panel(more: Partial<CommitOutlook> = {}, answers: Answers = {}) {
  return show(
    <>
      <ChangesPanel repository={id} shown={undefined} onOpen={() => {}} onClose={() => {}} />
      <NoticesShown />
    </>,
    {
      get_changes: () => changes([], [file("a.ts")]),
      get_commit_outlook: () => ({ ...outlook, ...more }),
      commit_changes: () => "c".repeat(40),
      list_messages: () => [],
      list_people: () => [],
      keep_message: () => null,
      ...answers,
    },
  );
}

type User = ReturnType<typeof panel>["user"];

const summary = () => screen.findByRole("textbox", { name: "Summary" });
const commitButton = () => screen.findByRole("button", { name: "Commit 1 file to main" });
const choose = async (user: User, name: RegExp | string) => {
  await user.click(await screen.findByRole("button", { name: "Commit options" }));
  await user.click(await screen.findByRole("menuitem", { name }));
};

describe("signing", () => {
  it("is done as configured, and otherwise as chosen", async () => {
    const { user, host } = panel({ signing: true });
    expect(await screen.findByText("Will be signed")).toBeInTheDocument();
    await user.type(await summary(), "One");
    await user.click(await commitButton());
    await choose(user, /^Sign the commit/);
    await waitFor(() => expect(screen.queryByText("Will be signed")).toBeNull());
    await user.type(await summary(), "Two");
    await user.click(await commitButton());
    // The choice was for that commit alone.
    expect(await screen.findByText("Will be signed")).toBeInTheDocument();
    expect(host.callsOf("commit_changes").map(({ draft }) => [draft.message, draft.sign])).toEqual([
      ["One", null],
      ["Two", false],
    ]);
  });

  it("that fails keeps the message and offers to go on without", async () => {
    const fault: Fault = { kind: "signing", program: "gpg", output: "gpg: signing failed: No \u202Ekey\n" };
    const { user, host } = panel(
      { signing: true },
      {
        commit_changes: ({ draft }) => {
          if (draft.sign !== false) throw fault;
          return "c".repeat(40);
        },
      },
    );
    await user.type(await summary(), "Round");
    await user.click(await commitButton());
    const alert = await within(screen.getByRole("region", { name: "Commit" })).findByRole("alert");
    expect(alert).toHaveTextContent("gpg didn't sign the commit");
    await user.click(within(alert).getByRole("button", { name: "Details" }));
    expect(alert).toHaveTextContent("No U+202Ekey");
    expect(await summary()).toHaveValue("Round");
    await user.click(within(alert).getByRole("button", { name: "Commit without signing" }));
    await waitFor(async () => expect(await summary()).toHaveValue(""));
    expect(host.callsOf("commit_changes").map(({ draft }) => draft.sign)).toEqual([null, false]);
  });

  it("can be cancelled while it waits", async () => {
    const { user, host } = panel(
      { signing: true },
      { commit_changes: () => new Promise(() => {}), cancel_commit: () => null },
    );
    await user.type(await summary(), "Round");
    await user.click(await commitButton());
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(host.callsOf("cancel_commit")).toEqual([{ id }]);
  });
});

describe("trailers", () => {
  it("name co-authors of the history and others, once each, and sign off", async () => {
    const grace = { name: "Grace Hopper", email: "grace@example.org" };
    const { user, host, container } = panel(
      { signOff: true },
      { list_people: () => [grace, { name: "Bob", email: "bob@b.example" }] },
    );
    await choose(user, /^Name co-authors/);
    const field = await screen.findByRole("combobox", { name: "Co-authors" });
    await user.type(field, "gra");
    await user.click(await screen.findByRole("option", { name: /Grace Hopper/ }));
    expect(field).toHaveValue("");
    await user.type(field, "Cy <cy@example.org>");
    await user.click(await screen.findByRole("option", { name: /Cy/ }));
    await user.type(field, "grace");
    expect(screen.queryByRole("option", { name: /Grace/ })).toBeNull();
    await user.clear(field);
    await user.type(field, "bob");
    await user.click(await screen.findByRole("option", { name: /Bob/ }));
    await user.click(screen.getByRole("button", { name: "Don't name Bob" }));
    expect(screen.getByText("Signed off")).toBeInTheDocument();
    expect(await brokenRules(container)).toEqual([]);
    await user.type(await summary(), "Round");
    await user.click(await commitButton());
    const coAuthors = [grace, { name: "Cy", email: "cy@example.org" }];
    const draft = { ...plainDraft, message: "Round", signOff: true, coAuthors };
    expect(host.callsOf("commit_changes")).toEqual([{ id, draft }]);
  });
});

describe("messages", () => {
  it("that were written earlier come back, and the one that stands there is kept", async () => {
    const { user, host } = panel({}, { list_messages: () => ["Old one\n\nWith a body", "O\u202Eld"] });
    await user.type(await summary(), "Half a thought");
    await choose(user, /^Old one/);
    expect(await summary()).toHaveValue("Old one");
    expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("With a body");
    expect(host.callsOf("keep_message")).toContainEqual({ id, message: "Half a thought" });
    await user.click(screen.getByRole("button", { name: "Commit options" }));
    expect(await screen.findByRole("menuitem", { name: /O\[U\+202E\]ld/ })).toBeInTheDocument();
  });

  it("are kept when the box is left, but not an untouched one", async () => {
    const { user, host } = panel({ preparedMessage: "Area:\n" });
    await user.click(await summary());
    await user.click(screen.getByRole("heading", { name: /changed on main/ }));
    expect(host.callsOf("keep_message")).toEqual([]);
    await user.type(await summary(), " core");
    await user.click(document.body);
    expect(host.callsOf("keep_message")).toEqual([{ id, message: "Area: core" }]);
  });
});

describe("who commits", () => {
  const expected = {
    host: "git.example.org",
    author: { name: "Ada", email: "ada@work.example" },
    signingKey: "~/.ssh/work",
  };

  it("is asked where the host knows another address; staying is one click", async () => {
    const { user, host } = panel({ expected });
    await user.type(await summary(), "Round");
    expect(await screen.findByText("On git.example.org you are ada@work.example")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Choose who commits" })).toHaveAttribute("aria-disabled");
    await user.click(screen.getByRole("button", { name: "Stay with ada@example.org" }));
    expect(screen.queryByText(/On git.example.org/)).toBeNull();
    await user.click(await commitButton());
    expect(host.callsOf("commit_changes")).toHaveLength(1);
  });

  it("is settled for the repository", async () => {
    const { user, host } = panel({ expected }, { use_identity: () => null });
    await user.type(await summary(), "Round");
    host.answer({ get_commit_outlook: () => ({ ...outlook, author: expected.author }) });
    await user.click(await screen.findByRole("button", { name: "Commit here as ada@work.example" }));
    expect(await commitButton()).not.toHaveAttribute("aria-disabled");
    expect(host.callsOf("use_identity")).toEqual([{ id, author: expected.author, signingKey: "~/.ssh/work" }]);
    expect(screen.getByText("You commit as Ada <ada@work.example>")).toBeInTheDocument();
  });
});
