import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Answers } from "../../../host/memory";
import type { Row, Rows } from "../../../host/api.gen";
import { samplePassed, samplePrebuilds } from "../../../host/sample_prebuilds";
import { show } from "../../../tests/render";
import { RepositoryView } from "../RepositoryView";

const id = "repository-billing";
const sha = (index: number) => index.toString(16).padStart(40, "0");

/** Five commits in a line; the second has a branch of the remote. */
const rows: Answers["get_rows"] = () => {
  const row = (index: number): Row => ({
    commit: sha(index),
    parents: index < 4 ? [sha(index + 1)] : [],
    summary: `Commit number ${index}`,
    author: { name: "Ada Lovelace", email: "ada@example.org", time: "2026-01-01T10:00:00+01:00" },
    lane: 0,
    color: 0,
    edges: [],
    refs: index === 1 ? [{ kind: "remote", remote: "origin", name: "topic" }] : [],
  });
  const all: Rows = { total: 5, start: 0, rows: [0, 1, 2, 3, 4].map(row), lanes: 1, revision: "1" };
  return all;
};

function view(answers: Answers = {}) {
  return show(
    <RepositoryView
      id={id}
      commitPanel={() => null}
      changesPanel={() => null}
      diff={() => null}
      pullRequestPage={() => null}
    />,
    { list_remote_accounts: () => [], get_rows: rows, ...answers },
  );
}

describe("checking out from the commit list", () => {
  it("takes the branch whose label a double click meets, and nothing from elsewhere", async () => {
    const { user, host } = view();
    await user.dblClick(await screen.findByTitle("origin/topic"));
    const target = { kind: "remoteBranch", remote: "origin", name: "topic" };
    expect(host.callsOf("check_out")).toEqual([{ id, target }]);
    await user.dblClick(screen.getByText("Commit number 3"));
    expect(host.callsOf("check_out")).toHaveLength(1);
  });

  it("offers branches by name and the commit alone in the menu", async () => {
    const { user, host } = view();
    await user.pointer({ target: await screen.findByText("Commit number 1"), keys: "[MouseRight]" });
    expect(await screen.findByRole("menuitem", { name: "Check out origin/topic" })).toBeInTheDocument();
    await user.click(screen.getByRole("menuitem", { name: "Check out this commit, on no branch" }));
    expect(host.callsOf("check_out")).toEqual([{ id, target: { kind: "commit", id: sha(1) } }]);
  });

  it("marks commits that were built", async () => {
    view({
      get_prebuilds: () =>
        samplePrebuilds({ results: [{ ...samplePassed, commit: sha(1), outcome: { kind: "failed", code: 7 } }] }),
    });
    expect(await screen.findByRole("row", { name: /Prebuild failed with 7.*Commit number 1/ })).toBeInTheDocument();
  });
});
