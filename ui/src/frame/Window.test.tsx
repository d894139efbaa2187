/** The window as a whole: what it shows first, how it is dressed, its shortcuts and its toolbar. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Answers } from "../host/memory";
import { sampleHost } from "../host/sample_hosts";
import { sampleApplication, sampleSettings } from "../host/sample_window";
import "../tests/later_views";
import { show } from "../tests/render";
import { Window } from "./Window";

async function window(answers: Answers = {}) {
  const shown = show(<Window />, answers);
  await screen.findByRole("contentinfo", { name: "Status" });
  return shown;
}

describe("what it shows", () => {
  it("is Welcome at the first start, and the tabs afterwards", async () => {
    let firstStart = true;
    const { user } = await window({
      get_application: () => ({ ...sampleApplication, firstStart }),
      finish_welcome: () => {
        firstStart = false;
        return { active: "p", profiles: [] };
      },
      list_profiles: () => ({
        active: "p",
        profiles: [{ id: "p", name: "Work", author: { name: "", email: "" }, color: 0, ssh: { kind: "agent" } }],
      }),
    });
    await user.click(screen.getByRole("button", { name: "Look around first" }));
    expect(await screen.findByRole("tab", { name: "New tab", selected: true })).toBeInTheDocument();
  });

  it("follows theme, zoom and density", async () => {
    const { host } = await window({
      get_settings: () => ({ ...sampleSettings, theme: "light", zoom: 150, compactRows: true }),
    });
    const root = document.documentElement;
    expect(root.dataset).toMatchObject({ theme: "light", density: "compact" });
    expect(root.style.getPropertyValue("--zoom")).toBe("1.5");
    host.answer({ get_settings: () => ({ ...sampleSettings, theme: "highContrast" }) });
    act(() => host.emit({ kind: "settingsChanged" }));
    await waitFor(() => expect(root.dataset.theme).toBe("highContrast"));
  });

  it("opens a folder that a second start asked for", async () => {
    const { host } = await window();
    host.answer({ take_open_requests: () => [{ kind: "folder", path: "/home/ada/src/web-shop" }] });
    act(() => host.emit({ kind: "openRequested" }));
    await waitFor(() => expect(host.callsOf("open_repository")).toEqual([{ path: "/home/ada/src/web-shop" }]));
    await waitFor(() => expect(host.callsOf("save_tabs").at(-1)?.tabs.front).toBe("repository-web-shop"));
  });
});

describe("the toolbar", () => {
  it("shows what can't be done yet and says so", async () => {
    const { user } = await window();
    const toolbar = await screen.findByRole("toolbar", { name: "Toolbar" });
    for (const name of ["Undo", "Redo", "Fetch", "Pull", "Push", "Branch", "Stash", "Pop", "Terminal"]) {
      expect(within(toolbar).getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
    }
    act(() => within(toolbar).getByRole("button", { name: "Undo" }).focus());
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(await screen.findByRole("tooltip")).toHaveTextContent("Fetch: open a repository first.");
  });

  it("switches the profile", async () => {
    const { user, host } = await window();
    await user.click(await screen.findByRole("button", { name: "Profile Work" }));
    await user.click(screen.getByRole("menuitem", { name: /Private/ }));
    expect(host.callsOf("switch_profile")).toEqual([{ id: "profile-home" }]);
    expect(await screen.findByRole("button", { name: "Profile Private" })).toBeInTheDocument();
  });
});

describe("the status bar", () => {
  it("has a mark for each host that leads to it", async () => {
    const { user } = await window({
      list_hosts: () => [
        sampleHost,
        { ...sampleHost, id: "two", name: "code.example.org", health: { kind: "signInNeeded" } },
      ],
    });
    await user.click(await screen.findByRole("button", { name: "code.example.org: Sign-in needed" }));
    expect(await screen.findByRole("heading", { name: "code.example.org" })).toBeInTheDocument();
  });

  it("zooms in steps and back", async () => {
    const { user, host } = await window();
    const zoom = () => host.callsOf("change_settings").at(-1)?.settings.zoom;
    await user.click(screen.getByRole("button", { name: "Zoom in" }));
    expect(zoom()).toBe(110);
    await user.keyboard("{Control>}-{/Control}");
    expect(zoom()).toBe(100);
    await user.keyboard("{Control>}-{/Control}{Control>}0{/Control}");
    expect(zoom()).toBe(100);
  });
});

describe("shortcuts and palette", () => {
  it("lists every action, narrows, and runs the chosen one", async () => {
    const { user, host } = await window();
    await user.keyboard("{Control>}k{/Control}");
    const palette = await screen.findByRole("dialog", { name: "Command palette" });
    await user.type(within(palette).getByRole("combobox"), "theme light");
    await waitFor(() => expect(within(palette).getAllByRole("row")).toHaveLength(1));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.callsOf("change_settings").at(-1)?.settings.theme).toBe("light"));
    expect(screen.queryByRole("dialog", { name: "Command palette" })).toBeNull();
  });

  it("has the keyboard back where it was after a dialog of the palette", async () => {
    const { user } = await window();
    const place = screen.getByRole("button", { name: /^Activity log/ });
    act(() => place.focus());
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Command palette" }), "clone a repository{Enter}");
    expect(await screen.findByRole("dialog", { name: "Clone a repository" })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(place).toHaveFocus());
  });

  it("has the keyboard at Preferences' own button after them", async () => {
    const { user } = await window({
      get_tabs: () => ({ open: [{ repository: "repository-billing", alias: null }], front: "repository-billing" }),
    });
    await user.click(await screen.findByRole("button", { name: "Preferences" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "General" })).toHaveFocus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("button", { name: "Preferences" })).toHaveFocus());
  });

  it("opens repositories from the palette", async () => {
    const { user, host } = await window();
    await user.keyboard("{Control>}p{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Command palette" }), "terraform{Enter}");
    await waitFor(() => expect(host.callsOf("save_tabs").at(-1)?.tabs.front).toBe("repository-terraform-modules"));
  });

  it("lists what can't be done yet without doing it", async () => {
    const { user } = await window();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Command palette" }), "stash");
    const option = await screen.findByRole("row", { name: /Stash.*can't do it yet/ });
    await user.click(within(option).getByText("Stash"));
    expect(screen.getByRole("dialog", { name: "Command palette" })).toBeInTheDocument();
  });

  it.each([
    ["{Control>}t{/Control}", () => screen.findByRole("tab", { name: "New tab", selected: true })],
    ["{Control>},{/Control}", () => screen.findByRole("heading", { name: "Preferences" })],
  ])("%s works", async (keys, found) => {
    const { user } = await window();
    await screen.findByRole("tab", { name: "Repositories" });
    await user.keyboard(keys);
    expect(await found()).toBeInTheDocument();
  });
});
