import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Prebuilds } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { samplePassed, samplePrebuild, samplePrebuilds } from "../../host/sample_prebuilds";
import { show } from "../../tests/render";
import { PrebuildsDialog } from "./PrebuildsDialog";

const id = "repository-billing";

function dialog(answers: Answers = {}) {
  const onClose = vi.fn();
  return { ...show(<PrebuildsDialog id={id} onClose={onClose} />, answers), onClose };
}

const with_ = (changes: Partial<Prebuilds>): Answers => ({
  get_prebuilds: () => samplePrebuilds({ prebuilds: [samplePrebuild], ...changes }),
});

describe("prebuilds", () => {
  it("are enabled by one click, and a webhook is only offered", async () => {
    const { user, host } = dialog();
    await user.click(await screen.findByRole("button", { name: /^Enable prebuilds of origin\/main/ }));
    expect(host.callsOf("follow")).toEqual([{ id, followed: { kind: "branch", remote: "origin", name: "main" } }]);
    expect(await screen.findByRole("article", { name: "origin/main" })).toHaveTextContent("Ready at aaaaaaaaa");
    expect(screen.getByRole("button", { name: "Install a webhook…" })).toBeInTheDocument();
    expect(host.callsOf("create_webhook")).toEqual([]);
  });

  it("take the person's command and say what it means where nothing is trusted", async () => {
    const { user, host } = dialog();
    await user.type(await screen.findByRole("textbox", { name: "Command for your shell" }), "npm test");
    expect(screen.getByText(/is not trusted to run programs/)).toBeInTheDocument();
    await user.click(screen.getByRole("checkbox", { name: /^Tell the host/ }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(host.callsOf("set_prebuild_plan")).toEqual([{ id, plan: { command: "npm test", publish: true } }]);
    await user.click(screen.getByRole("button", { name: "Trust the repository" }));
    expect(host.callsOf("trust_repository")).toEqual([{ id, trusted: true }]);
  });

  it("ask about exactly the commit of a fork, and show how it went", async () => {
    const asks = { ...samplePrebuild, state: { kind: "asks", why: "fork" } } as const;
    const plan = { command: "npm test", publish: false };
    const { user, host, unmount } = dialog(with_({ plan, prebuilds: [asks] }));
    const card = within(await screen.findByRole("article", { name: "origin/main" }));
    expect(card.getByText(/It comes from a fork, where others write/)).toBeInTheDocument();
    await user.click(card.getByRole("button", { name: "Build this commit" }));
    expect(host.callsOf("build_prebuild")).toEqual([{ id, followed: asks.followed, commit: asks.commit }]);
    unmount();
    dialog(with_({ plan, results: [{ ...samplePassed, outcome: { kind: "failed", code: 7 } }] }));
    expect(await screen.findByText("Prebuild failed with 7")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Build again" })).toBeInTheDocument();
  });

  it("name what would be lost before a work tree goes", async () => {
    const kept = "/home/ada/tree";
    const loss = { files: ["src/mine.ts"], filesTotal: 1, commits: ["My commit"], commitsTotal: 1, kept };
    const { user, host } = dialog({ ...with_({}), stop_following: () => loss });
    await user.click(await screen.findByRole("button", { name: "Stop following" }));
    expect(await screen.findByText("src/mine.ts")).toBeInTheDocument();
    expect(screen.getByText("My commit")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Remove all the same" }));
    expect(host.callsOf("stop_following").map(({ work }) => work)).toEqual(["ask", "lose"]);
  });
});
