/** The activity log: what stands in a line, what is behind it, and what can be done with all of it. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { memoryHost } from "../../host/memory";
import { manyActivities, sampleActivities, sampleActivity } from "../../host/sample_activity";
import { brokenRules } from "../../tests/axe";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { ActivityLog } from "./ActivityLog";

function log(entries = sampleActivities) {
  const host = memoryHost();
  return show(
    <>
      <ActivityLog />
      <NoticesShown />
    </>,
    sampleActivity(host, entries),
    host,
  );
}

const lines = () => document.querySelectorAll("[data-entry]");
const entry = (name: RegExp) => screen.findByRole("button", { name });

describe("a line", () => {
  it("says what was done, where, how it went and when", async () => {
    log();
    expect(await entry(/^Clone web-shop.*git\.example\.org.*running.*now/)).toBeInTheDocument();
    expect(await entry(/^Commit “Round each line”.*billing.*failed.*2 minutes ago/)).toBeInTheDocument();
    expect(await entry(/^Undo: stage 2 files.*12\u00a0ms/)).toBeInTheDocument();
    expect(await entry(/^Clone docs.*1\u00a0min 23\u00a0s.*1 hour ago/)).toBeInTheDocument();
    expect(await entry(/^Clone docs.*cancelled/)).toBeInTheDocument();
    expect(await entry(/^Connect an account.*interrupted.*yesterday/)).toBeInTheDocument();
  });

  it("shows what a name tries to hide", async () => {
    log();
    expect(await entry(/^Stage invoiceU\+202Egnp\.exe and 2 more/)).toBeInTheDocument();
  });

  it("follows what happens", async () => {
    const { host } = log([]);
    expect(await screen.findByText("Nothing was done yet")).toBeInTheDocument();
    host.answer(sampleActivity(host));
    act(() => host.emit({ kind: "activityChanged" }));
    expect(await entry(/^Clone web-shop/)).toBeInTheDocument();
  });
});

describe("behind a line", () => {
  it("is the command, which can be copied as it is", async () => {
    const { user, host } = log();
    await user.click(await entry(/^Stage invoice/));
    const command = screen.getByRole("region", { name: "The same in Git" });
    expect(command).toHaveTextContent("git add -- 'invoiceU+202Egnp.exe' VERSION notes.txt");
    await user.click(screen.getByRole("button", { name: "Copy the command" }));
    expect(host.callsOf("copy_text")).toEqual([{ text: "git add -- 'invoice\u202Egnp.exe' VERSION notes.txt" }]);
  });

  it("are the words of the server", async () => {
    const { user } = log();
    await user.click(await entry(/^Clone docs.*min/));
    const remote = screen.getByRole("region", { name: "The server said" });
    expect(remote).toHaveTextContent("Welcome to U+202Elufituaeb git");
  });

  it("is what went wrong, and that Git has no command for some things", async () => {
    const { user, container } = log();
    await user.click(await entry(/^Commit/));
    expect(screen.getByText("The hook commit-msg said no")).toBeInTheDocument();
    expect(screen.getByText(/The summary names no ticket/)).toBeInTheDocument();
    await user.click(await entry(/^Connect/));
    expect(screen.getByText("Git has no command for this.")).toBeInTheDocument();
    expect(screen.getByText(/Bough ended before this did/)).toBeInTheDocument();
    expect(await brokenRules(container)).toEqual([]);
  });

  it("is reached with the keyboard alone", async () => {
    const { user } = log();
    await entry(/^Clone web-shop/);
    expect(screen.getByRole("searchbox", { name: "Filter activities" })).toHaveFocus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(await entry(/^Commit/)).toHaveFocus();
    await user.keyboard("{End}{Home}{ArrowDown}{Enter}{Tab}");
    expect(screen.getByRole("region", { name: "The hook commit-msg said no" })).toHaveFocus();
  });
});

describe("all of it", () => {
  it("is filtered by the core, and says where nothing fits", async () => {
    const { user, host } = log();
    await entry(/^Clone web-shop/);
    await user.keyboard("cancelled");
    await waitFor(() => expect(lines()).toHaveLength(1));
    expect(host.callsOf("list_activity").at(-1)).toEqual({ start: 0, count: 100, words: "cancelled" });
    await user.keyboard(" zebra");
    expect(await screen.findByText("No activity has the words “cancelled zebra”")).toBeInTheDocument();
  });

  it("is copied as text in which nothing hides", async () => {
    const { user, host } = log();
    await entry(/^Clone web-shop/);
    await user.click(screen.getByRole("button", { name: "Copy all as text" }));
    await screen.findByRole("article", { name: "Copied 7 activities as text" });
    const text = host.callsOf("copy_text")[0]?.text ?? "";
    expect(text).toContain(
      "Undo: stage 2 files  billing (/home/ada/src/billing)  done in 12\u00a0ms\n    git restore --staged",
    );
    expect(text).toContain("remote: Welcome to [U+202E]lufituaeb git");
    expect(text).toContain("failed in 2.4\u00a0s");
    expect(text).not.toContain("\u202E");
  });

  it("is cleared after a question, and what runs stays", async () => {
    const { user, host } = log();
    await entry(/^Commit/);
    await user.click(screen.getByRole("button", { name: "Clear…" }));
    const ask = within(screen.getByRole("group", { name: "Clear 7 activities?" }));
    await user.click(ask.getByRole("button", { name: "Keep" }));
    expect(host.callsOf("clear_activity")).toEqual([]);
    await waitFor(() => expect(screen.getByRole("searchbox", { name: "Filter activities" })).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "Clear…" }));
    // Nothing brings it back: the keyboard is on the other answer.
    await waitFor(() => expect(screen.getByRole("button", { name: "Keep" })).toHaveFocus());
    await user.keyboard("{Shift>}{Tab}{/Shift}{Enter}");
    await waitFor(() => expect(lines()).toHaveLength(1));
    expect(await entry(/^Clone web-shop/)).toBeInTheDocument();
  });

  it("comes in parts where it is long", async () => {
    const { user } = log(manyActivities(230));
    await screen.findByText("Commit “Change 230”");
    expect(lines()).toHaveLength(100);
    await user.click(screen.getByText("Show 100 earlier"));
    await waitFor(() => expect(lines()).toHaveLength(200));
    await user.click(screen.getByText("Show 30 earlier"));
    expect(await screen.findByText("Commit “Change 1”")).toBeInTheDocument();
  });

  it("says why it can't be read", async () => {
    const host = memoryHost();
    const broken = () => {
      throw { kind: "broken", detail: "the file is gone" };
    };
    show(<ActivityLog />, { list_activity: broken }, host);
    expect(await screen.findByText("Something is wrong in Bough or in a file")).toBeInTheDocument();
  });
});
