/** Open anything: what is pasted becomes entries, and choosing one leads there; nothing happens by itself. */
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Finding } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import "../../tests/later_views";
import { show } from "../../tests/render";
import { Window } from "../Window";

const page = "https://git.example.com/projects/SHOP/repos/web-shop/pull-requests/12/overview";
const clone = {
  repository: {
    id: "repository-web-shop",
    name: "web-shop",
    path: "/home/ada/src/web-shop",
    favourite: false,
    opened: "2026-11-28T08:00:00Z",
    missing: false,
  },
  remote: "origin",
  commit: null,
  file: null,
};
const hosted: Extract<Finding, { kind: "hosted" }> = {
  kind: "hosted",
  host: "host-git",
  hostName: "git.example.com",
  account: "account-ada",
  repository: { project: "SHOP", slug: "web-shop" },
  target: { kind: "pullRequest", number: 12 },
  cloneUrl: "https://git.example.com/scm/shop/web-shop.git",
  clones: [clone],
};

async function palette(findings: Finding[], answers: Answers = {}) {
  const shown = show(<Window />, { find_anything: () => findings, ...answers });
  await screen.findByRole("contentinfo", { name: "Status" });
  await shown.user.keyboard("{Control>}o{/Control}");
  const field = await screen.findByRole("combobox", { name: "Open anything" });
  return { ...shown, field };
}

describe("open anything", () => {
  it("lists the repositories that are known while nothing is written", async () => {
    const { host } = await palette([]);
    expect(await screen.findByRole("row", { name: /web-shop/ })).toBeInTheDocument();
    expect(host.callsOf("find_anything")).toEqual([]);
  });

  it("opens the clone and shows the pull request that was pasted", async () => {
    const { host, user, field } = await palette([hosted]);
    await user.type(field, page);
    expect(await screen.findByRole("row", { name: /^Open web-shop: pull request #12/ })).toBeInTheDocument();
    expect(host.callsOf("find_anything").at(-1)).toEqual({ text: page });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.callsOf("save_tabs").at(-1)?.tabs.front).toBe("repository-web-shop"));
    await waitFor(() =>
      expect(host.callsOf("get_pull_request").at(-1)).toMatchObject({
        account: "account-ada",
        repository: { project: "SHOP", slug: "web-shop" },
        number: 12,
      }),
    );
  });

  it("says what is missing where a branch was not fetched", async () => {
    const { user, field } = await palette([{ ...hosted, target: { kind: "revision", name: "feature/\u202Eone" } }]);
    await user.type(field, "x");
    expect(
      await screen.findByRole("row", { name: /^Open web-shop: feature\/.*not fetched yet/ }),
    ).not.toHaveTextContent("\u202E");
  });

  it("offers to clone what is not here, with its address", async () => {
    const { user, field } = await palette([{ ...hosted, clones: [] }]);
    await user.type(field, "SHOP/web-shop");
    await screen.findByRole("row", { name: /^Clone SHOP\/web-shop, .*git\.example\.com/ });
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("dialog", { name: "Clone a repository" })).toBeInTheDocument();
    expect(await screen.findByDisplayValue(hosted.cloneUrl)).toHaveFocus();
  });

  it("offers to clone or to connect what no host knows", async () => {
    const url = "https://elsewhere.example.org/scm/a/b.git";
    const { user, field } = await palette([{ kind: "address", url }]);
    await user.type(field, url);
    expect(await screen.findByRole("row", { name: /^Clone https:/ })).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /^Connect https:/ })).toBeInTheDocument();
  });

  it("says why a link can't be meant", async () => {
    const why = "Links of Bough have the form bough://open?url=…";
    const { user, field } = await palette([], {
      find_anything: () => {
        throw { kind: "invalid", field: "text", why } as never;
      },
    });
    await user.type(field, "bough://run");
    expect(await screen.findByText(why)).toBeInTheDocument();
  });

  it("shows a link from outside and does nothing by itself", async () => {
    const shown = show(<Window />, { find_anything: () => [{ ...hosted, clones: [] }] });
    await screen.findByRole("contentinfo", { name: "Status" });
    shown.host.answer({ take_open_requests: () => [{ kind: "text", text: page }] });
    act(() => shown.host.emit({ kind: "openRequested" }));
    expect(await screen.findByRole("combobox", { name: "Open anything" })).toHaveValue(page);
    await screen.findByRole("row", { name: /^Clone SHOP\/web-shop/ });
    expect(shown.host.callsOf("clone_repository")).toEqual([]);
    expect(screen.queryByRole("dialog", { name: "Clone a repository" })).toBeNull();
  });
});
