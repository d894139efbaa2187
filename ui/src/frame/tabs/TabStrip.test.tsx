/** The tab strip: open, close, move, rename, reopen, by pointer and by keyboard. */
import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Tabs } from "../../host/api.gen";
import { brokenRules } from "../../tests/axe";
import { show } from "../../tests/render";
import { TabStrip } from "./TabStrip";

const tabs: Tabs = {
  open: ["billing", "web-shop", "design-tokens"].map((name) => ({ repository: `repository-${name}`, alias: null })),
  front: "repository-web-shop",
};

async function strip(initial = tabs) {
  const shown = show(<TabStrip />, { get_tabs: () => initial });
  await screen.findByRole("tab", { name: "billing" });
  const names = () => screen.getAllByRole("tab").map((tab) => tab.textContent);
  const saved = () => shown.host.callsOf("save_tabs").at(-1)?.tabs;
  return { ...shown, names, saved };
}

it("shows Repositories first and the front tab as chosen", async () => {
  const { names, container } = await strip();
  expect(names()).toEqual(["Repositories", "billing", "web-shop", "design-tokens"]);
  expect(screen.getByRole("tab", { selected: true })).toHaveTextContent("web-shop");
  expect(await brokenRules(container)).toEqual([]);
});

it("brings a tab to the front and remembers it", async () => {
  const { user, saved } = await strip();
  await user.click(screen.getByRole("tab", { name: "billing" }));
  expect(screen.getByRole("tab", { selected: true })).toHaveTextContent("billing");
  expect(saved()?.front).toBe("repository-billing");
  await user.click(screen.getByRole("tab", { name: "Repositories" }));
  expect(saved()?.front).toBeNull();
});

it("closes with the middle button and shows the neighbour", async () => {
  const { user, names, saved } = await strip();
  await user.pointer({ keys: "[MouseMiddle]", target: screen.getByRole("tab", { name: "web-shop" }) });
  expect(names()).toEqual(["Repositories", "billing", "design-tokens"]);
  expect(saved()).toMatchObject({ front: "repository-design-tokens" });
});

it("is walked through with arrows and closed with Delete", async () => {
  const { user, names } = await strip();
  screen.getByRole("tab", { name: "web-shop" }).focus();
  await user.keyboard("{ArrowLeft}");
  expect(screen.getByRole("tab", { name: "billing" })).toHaveFocus();
  await user.keyboard("{Delete}");
  expect(names()).toEqual(["Repositories", "web-shop", "design-tokens"]);
});

it("moves a tab with Ctrl+Shift+PageUp and PageDown", async () => {
  const { user, names } = await strip();
  screen.getByRole("tab", { name: "web-shop" }).focus();
  await user.keyboard("{Control>}{Shift>}{PageUp}{/Shift}{/Control}");
  expect(names()).toEqual(["Repositories", "web-shop", "billing", "design-tokens"]);
  await user.keyboard("{Control>}{Shift>}{PageDown}{/Shift}{/Control}");
  expect(names()).toEqual(["Repositories", "billing", "web-shop", "design-tokens"]);
});

it("reopens what was closed, and says why where nothing was", async () => {
  const { user, names } = await strip();
  const open = () => user.pointer({ keys: "[MouseRight]", target: screen.getByRole("tab", { name: "design-tokens" }) });
  await open();
  expect(screen.getByRole("menuitem", { name: /Reopen closed tab.*No tab was closed/ })).toBeInTheDocument();
  await user.click(screen.getByRole("menuitem", { name: /^Close others/ }));
  expect(names()).toEqual(["Repositories", "design-tokens"]);
  await open();
  await user.click(screen.getByRole("menuitem", { name: /Reopen closed tab/ }));
  expect(names()).toEqual(["Repositories", "design-tokens", "web-shop"]);
});

it("gives a tab a name of its own", async () => {
  const { user, saved } = await strip();
  await user.pointer({ keys: "[MouseRight]", target: screen.getByRole("tab", { name: "billing" }) });
  await user.click(screen.getByRole("menuitem", { name: "Rename…" }));
  await user.type(await screen.findByRole("textbox", { name: "Name of this tab" }), "money{Enter}");
  await waitFor(() => expect(screen.getByRole("tab", { name: "money" })).toBeInTheDocument());
  expect(saved()?.open[0]).toEqual({ repository: "repository-billing", alias: "money" });
});

it("opens and leaves New tab", async () => {
  const { user } = await strip();
  await user.click(screen.getByRole("button", { name: "New tab" }));
  expect(screen.getByRole("tab", { name: "New tab", selected: true })).toBeInTheDocument();
  await user.click(screen.getByRole("tab", { name: "billing" }));
  expect(screen.queryByRole("tab", { name: "New tab" })).toBeNull();
});

it("shows names that hide something as they are", async () => {
  const evil: Tabs = { open: [{ repository: "repository-billing", alias: "ma\u202ein" }], front: null };
  show(<TabStrip />, { get_tabs: () => evil });
  expect(within(await screen.findByRole("tablist")).getByText("U+202E")).toBeInTheDocument();
});
