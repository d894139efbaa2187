/** Preferences: sections, search, changes that apply at once and are taken back where they could not be kept. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { usePlaces } from "../../data/places";
import type { Answers } from "../../host/memory";
import { sampleSettings } from "../../host/sample_window";
import { brokenRules } from "../../tests/axe";
import { NoticesShown } from "../../tests/NoticesShown";
import { show } from "../../tests/render";
import { PreferencesView } from "./PreferencesView";

function Place() {
  const places = usePlaces();
  return places.preferences ? (
    <PreferencesView place={places.preferences} />
  ) : (
    <button onClick={() => places.showPreferences()}>open</button>
  );
}

async function preferences(section?: string, answers: Answers = {}) {
  const shown = show(
    <>
      <Place />
      <NoticesShown />
    </>,
    answers,
  );
  await shown.user.click(await screen.findByRole("button", { name: "open" }));
  if (section) await shown.user.click(await screen.findByRole("button", { name: section }));
  return { ...shown, changed: () => shown.host.callsOf("change_settings").at(-1)?.settings };
}

describe("the window", () => {
  it("is left with Escape and with the arrow", async () => {
    const { user } = await preferences();
    expect(await screen.findByRole("heading", { name: "General", level: 2 })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "open" }));
    await user.click(await screen.findByRole("button", { name: "Close preferences" }));
    expect(screen.getByRole("button", { name: "open" })).toBeInTheDocument();
  });

  it.each(["General", "Profiles", "SSH", "Integrations", "Commit", "Appearance", "Network"])(
    "section %s breaks no rule",
    async (name) => {
      const { container } = await preferences(name);
      await screen.findAllByRole("heading", { level: 2 });
      expect(screen.getByRole("button", { name })).toHaveAttribute("aria-current", "page");
      expect(await brokenRules(container)).toEqual([]);
    },
  );

  it("finds settings by their words and by others", async () => {
    const { user } = await preferences();
    const search = await screen.findByRole("searchbox", { name: "Search preferences" });
    await user.type(search, "ssl");
    await user.click(screen.getByRole("button", { name: /Integrations\s*Certificate/ }));
    expect(await screen.findByRole("heading", { name: "git.example.org" })).toBeInTheDocument();
    await user.type(search, "zzz");
    expect(screen.getByText("No setting fits these words")).toBeInTheDocument();
  });
});

describe("settings", () => {
  it("apply at once", async () => {
    const { user, changed } = await preferences("Appearance");
    await user.click(await screen.findByRole("radio", { name: "Light" }));
    expect(changed()).toEqual({ ...sampleSettings, theme: "light" });
    await user.click(screen.getByRole("checkbox", { name: /Compact rows/ }));
    expect(changed()).toEqual({ ...sampleSettings, theme: "light", compactRows: true });
  });

  it("are taken back, with a notice, where they could not be kept", async () => {
    const fault = Object.assign(new Error("x"), { kind: "refused", detail: "read-only" });
    const { user } = await preferences("Appearance", {
      change_settings: () => {
        throw fault;
      },
    });
    await user.click(await screen.findByRole("radio", { name: "Light" }));
    await waitFor(() => expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked());
    expect(screen.getByRole("article", { name: "It was refused" })).toBeInTheDocument();
  });

  it("take the clone folder when the field is left", async () => {
    const { user, changed } = await preferences("General");
    const folder = await screen.findByLabelText("Clone folder");
    await user.clear(folder);
    await user.type(folder, "/srv/code");
    expect(changed()).toBeUndefined();
    await user.tab();
    expect(changed()?.cloneFolder).toBe("/srv/code");
  });

  it("take a proxy only when its address is usable", async () => {
    const { user, changed } = await preferences("Network");
    await user.click(await screen.findByRole("radio", { name: /This proxy/ }));
    expect(changed()).toBeUndefined();
    const address = screen.getByLabelText("Proxy address");
    await user.type(address, "http://me:secret@proxy:1");
    expect(screen.getByRole("button", { name: "Use this proxy" })).toHaveAttribute("aria-disabled", "true");
    await user.clear(address);
    await user.type(address, "socks5://proxy.example.org:1080");
    await user.click(screen.getByRole("button", { name: "Use this proxy" }));
    expect(changed()?.proxy).toEqual({ kind: "manual", url: "socks5://proxy.example.org:1080", except: "localhost" });
    await user.click(screen.getByRole("radio", { name: /No proxy/ }));
    expect(changed()?.proxy).toEqual({ kind: "none" });
  });
});

describe("profiles", () => {
  it("are switched, changed, added and removed after a question", async () => {
    const { user, host } = await preferences("Profiles");
    const other = await screen.findByRole("region", { name: "Private" });
    await user.click(within(other).getByRole("button", { name: "Switch to this profile" }));
    expect(host.callsOf("switch_profile")).toEqual([{ id: "profile-home" }]);
    await user.type(within(other).getByLabelText("Profile name"), "!");
    await user.click(within(other).getByRole("button", { name: "Save" }));
    expect(host.callsOf("change_profile").at(-1)).toMatchObject({ id: "profile-home", name: "Private!" });
    await user.click(screen.getByRole("button", { name: "Add profile" }));
    await user.type(
      within(screen.getByRole("region", { name: "New profile" })).getByLabelText("Profile name"),
      "Third",
    );
    await user.click(screen.getByRole("button", { name: "Create profile" }));
    expect(host.callsOf("add_profile")).toHaveLength(1);
    const third = await screen.findByRole("region", { name: "Third" });
    await user.click(within(third).getByRole("button", { name: "Remove profile" }));
    expect(host.callsOf("remove_profile")).toEqual([]);
    await user.click(within(third).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Third" })).toBeNull());
  });
});

describe("SSH", () => {
  it("chooses the profile's key and generates one with a passphrase", async () => {
    const { user, host } = await preferences("SSH");
    await user.click(await screen.findByRole("button", { name: /Default SSH key/ }));
    await user.click(screen.getByRole("option", { name: /id_ed25519/ }));
    expect(host.callsOf("choose_ssh_key")[0]).toMatchObject({ scope: { kind: "profile" }, choice: { kind: "key" } });
    await user.type(screen.getByLabelText("Passphrase (optional)"), "CANARY");
    await user.click(screen.getByRole("button", { name: "Generate SSH key and copy to clipboard" }));
    expect(host.callsOf("generate_ssh_key")).toEqual([{ host: null, passphrase: "CANARY", comment: null }]);
    await waitFor(() => expect(screen.getByLabelText("Passphrase (optional)")).toHaveValue(""));
    expect(document.documentElement.outerHTML).not.toContain("CANARY");
  });
});

describe("who commits where", () => {
  it("is a rule for each server, saved, shown and removed", async () => {
    const { user, host } = await preferences("Commit");
    const rule = await screen.findByRole("region", { name: "git.example.org" });
    const field = (name: string) => within(rule).getByLabelText(name);
    expect(within(rule).queryByRole("button", { name: "Save the rule" })).toBeNull();
    await user.type(field("Name"), "Ada");
    expect(within(rule).getByRole("button", { name: "Save the rule" })).toBeDisabled();
    await user.type(field("E-mail"), "ada@work.example");
    await user.type(field("Signing key"), "~/.ssh/work");
    await user.click(within(rule).getByRole("button", { name: "Save the rule" }));
    const [call] = host.callsOf("set_identity_rule");
    expect(call?.rule).toEqual({ author: { name: "Ada", email: "ada@work.example" }, signingKey: "~/.ssh/work" });
    await user.click(await within(rule).findByRole("button", { name: "Remove the rule" }));
    expect(host.callsOf("set_identity_rule").at(-1)?.rule).toBeNull();
    await waitFor(() => expect(field("Name")).toHaveValue(""));
  });
});
