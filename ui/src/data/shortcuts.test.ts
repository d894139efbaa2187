/** Key combinations are shown and heard as each desktop has them. */
import { describe, expect, it } from "vitest";

import { pressed, shownKeys } from "./shortcuts";

const key = (name: string, held: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key: name, ...held });

describe("shownKeys", () => {
  it.each([
    ["Mod+K", "Ctrl+K", "⌘K"],
    ["Mod+Shift+T", "Ctrl+Shift+T", "⌘⇧T"],
    ["Mod++", "Ctrl++", "⌘+"],
    ["Mod+,", "Ctrl+,", "⌘,"],
  ])("%s", (keys, linux, mac) => {
    expect(shownKeys(keys, "linux")).toBe(linux);
    expect(shownKeys(keys, "windows")).toBe(linux);
    expect(shownKeys(keys, "macos")).toBe(mac);
  });
});

describe("pressed", () => {
  it("hears exactly the combination", () => {
    expect(pressed(key("k", { ctrlKey: true }), "Mod+K", "linux")).toBe(true);
    expect(pressed(key("k", { metaKey: true }), "Mod+K", "macos")).toBe(true);
    expect(pressed(key("k", { ctrlKey: true }), "Mod+K", "macos")).toBe(false);
    expect(pressed(key("k", { ctrlKey: true, shiftKey: true }), "Mod+K", "linux")).toBe(false);
    expect(pressed(key("k"), "Mod+K", "linux")).toBe(false);
    expect(pressed(key("T", { ctrlKey: true, shiftKey: true }), "Mod+Shift+T", "linux")).toBe(true);
    expect(pressed(key("+", { ctrlKey: true }), "Mod++", "linux")).toBe(true);
  });
});
