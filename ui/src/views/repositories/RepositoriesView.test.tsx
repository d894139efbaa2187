import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { Fault, KnownRepository } from "../../host/api.gen";
import type { Answers } from "../../host/memory";
import { show } from "../../tests/render";
import { RepositoriesView } from "./RepositoriesView";

const known = (name: string, changes: Partial<KnownRepository> = {}): KnownRepository => ({
  id: name,
  name,
  path: `/home/ada/src/${name}`,
  favourite: false,
  opened: "2026-01-01T10:00:00Z",
  missing: false,
  ...changes,
});

const some = [known("billing", { favourite: true }), known("web-shop"), known("docs", { missing: true })];

function view(list: KnownRepository[] | Answers["list_repositories"] = some) {
  const on = { onOpen: vi.fn(), onOpenFolder: vi.fn(), onClone: vi.fn() };
  const answer = typeof list === "function" ? list : () => list ?? [];
  return { ...show(<RepositoriesView {...on} />, { list_repositories: answer }), ...on };
}

const row = (name: string | RegExp) => screen.findByRole("row", { name });

describe("the Repositories tab", () => {
  it("shows favourites, then recent ones, and says what is missing", async () => {
    view();
    expect(await screen.findByText("3 repositories")).toBeInTheDocument();
    const words = screen.getAllByRole("row").map((one) => one.textContent);
    expect(words.map((one) => /^(Favourites|Recently|B|WS|D)/.exec(one ?? "")?.[0])).toEqual([
      "Favourites",
      "B",
      "Recently",
      "WS",
      "D",
    ]);
    expect(await row("docs, /home/ada/src/docs, Folder is missing")).toHaveTextContent("Folder is missing");
  });

  it("takes the focus, but not from somebody who did not wait for the list", async () => {
    view();
    expect(await screen.findByRole("combobox", { name: "Search by name or folder" })).toHaveFocus();
    cleanup();
    let arrive = () => {};
    const elsewhere = document.body.appendChild(document.createElement("button"));
    view(() => new Promise((resolve) => (arrive = () => resolve(some))));
    elsewhere.focus();
    arrive();
    await screen.findByRole("combobox", { name: "Search by name or folder" });
    expect(elsewhere).toHaveFocus();
    elsewhere.remove();
  });

  it("opens by button, by double click and by Enter; a missing folder not at all", async () => {
    const { user, onOpen } = view();
    await user.click(await screen.findByRole("button", { name: "Open web-shop" }));
    expect(onOpen).toHaveBeenLastCalledWith("web-shop");
    await user.dblClick(await row(/^billing/));
    expect(onOpen).toHaveBeenLastCalledWith("billing");
    screen.getByRole("combobox").focus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onOpen).toHaveBeenLastCalledWith("web-shop");
    onOpen.mockClear();
    await user.dblClick(await row(/^docs/));
    expect(screen.getByRole("button", { name: "Open docs" })).toHaveAttribute("aria-disabled", "true");
    expect(onOpen).not.toHaveBeenCalled();
  });

  it("finds by name and folder; Enter opens the first", async () => {
    const { user, onOpen } = view([known("api", { path: "/srv/shop/api" }), known("shop"), known("mail")]);
    await user.type(await screen.findByRole("combobox"), "shop");
    expect(await screen.findByText("2 repositories found")).toBeInTheDocument();
    await user.keyboard("{Enter}");
    expect(onOpen).toHaveBeenCalledWith("shop");
    await user.type(screen.getByRole("combobox"), "zzz");
    expect(await screen.findByText("Nothing fits")).toBeInTheDocument();
  });

  it("skips headings with the arrows", async () => {
    const { user } = view();
    (await screen.findByRole("combobox")).focus();
    await user.keyboard("{ArrowDown}");
    expect(await row(/^billing/)).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowDown}");
    expect(await row(/^web-shop/)).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(await row(/^billing/)).toHaveAttribute("aria-selected", "true");
  });

  it("marks a favourite and takes one off the list", async () => {
    const { user, host } = view();
    await user.click(await screen.findByRole("button", { name: "Mark web-shop as a favourite" }));
    expect(host.callsOf("favour_repository")).toEqual([{ id: "web-shop", favourite: true }]);
    await user.click(screen.getByRole("button", { name: /^Take docs off this list/ }));
    expect(host.callsOf("forget_repository")).toEqual([{ id: "docs" }]);
  });

  it("does the same from the menu", async () => {
    const { user, host } = view();
    await user.pointer({ keys: "[MouseRight]", target: await row(/^docs/) });
    const menu = await screen.findByRole("menu");
    expect(within(menu).getByRole("menuitem", { name: /^Open\W*Its folder is missing/ })).toBeInTheDocument();
    await user.click(within(menu).getByRole("menuitem", { name: /^Take off this list/ }));
    await waitFor(() => expect(host.callsOf("forget_repository")).toEqual([{ id: "docs" }]));
  });

  it("has doors where there is nothing yet", async () => {
    const { user, onClone, onOpenFolder } = view([]);
    expect(await screen.findByText("No repositories yet")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clone…" }));
    await user.click(screen.getByRole("button", { name: "Open folder…" }));
    expect(onClone).toHaveBeenCalledOnce();
    expect(onOpenFolder).toHaveBeenCalledOnce();
  });

  it("waits, and says what failed", async () => {
    const { unmount } = view(() => new Promise(() => {}));
    expect(await screen.findByText("Reading the list of repositories")).toBeInTheDocument();
    unmount();
    view(() => {
      throw { kind: "broken", detail: "repositories.json" } satisfies Fault;
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("Something is wrong");
  });

  it("shows a name that lies as it is", async () => {
    view([known("a\u202Eb")]);
    expect(await row(/^a\[U\+202E\]b/)).toBeInTheDocument();
  });
});
