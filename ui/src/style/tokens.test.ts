/** Colours can be read in each theme, and stand nowhere but in tokens.css. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

/** The tokens of one theme as `name → #rrggbb`. */
function theme(name: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${name}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, token, value]) => [token!, value!]));
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** `one` laid over `other`, so strong. */
function mixed(one: string, other: string, share: number): string {
  const part = (hex: string, at: number) => parseInt(hex.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(["dark", "light", "highContrast"])("theme %s", (name) => {
  const tokens = theme(name);
  const of = (token: string) => tokens.get(token) ?? expect.fail(`${name} has no --${token}`);
  const least = name === "highContrast" ? 7 : 4.5;

  it.each(["text", "text-dim", "accent", "info", "warn", "danger"])(
    "--%s is legible on surfaces 0, 1 and 2",
    (token) => {
      for (const surface of ["surface-0", "surface-1"])
        expect(contrast(of(token), of(surface))).toBeGreaterThanOrEqual(least);
      expect(contrast(of(token), of("surface-2"))).toBeGreaterThanOrEqual(4.2);
    },
  );

  it("words on coloured ground are legible", () => {
    expect(contrast(of("on-accent"), of("accent"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("on-danger"), of("danger"))).toBeGreaterThanOrEqual(4.5);
    for (let lane = 0; lane < 8; lane += 1) {
      expect(contrast(of("on-lane"), of(`lane-${lane}`))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(`lane-${lane}`), of("surface-0"))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("words of code are legible on lines that stayed, went, came or are chosen", () => {
    const over = (token: string, share: number) => mixed(of(token), of("surface-0"), share);
    const grounds = [of("surface-0"), over("accent", 0.11), over("danger", 0.11), over("accent", 0.18)];
    const words = [...tokens.keys()].filter((token) => token.startsWith("code-"));
    expect(words).toHaveLength(8);
    for (const word of words) {
      for (const ground of grounds) expect(contrast(of(word), ground), word).toBeGreaterThanOrEqual(4.5);
    }
    // Words that differ are drawn like text: theirs is the strongest ground.
    for (const token of ["accent", "danger"]) {
      expect(contrast(of("text"), mixed(of(token), over(token, 0.11), 0.3))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("edges of controls and the focus ring can be seen", () => {
    for (const surface of ["surface-0", "surface-1"]) {
      expect(contrast(of("line-strong"), of(surface))).toBeGreaterThanOrEqual(3);
      expect(contrast(of("info"), of(surface))).toBeGreaterThanOrEqual(3);
    }
  });
});

it("no colour literal stands outside tokens.css", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(css|tsx?)$/.test(file) && !/tokens\.css$|\.test\.tsx?$|payloads\.ts$|api\.gen\.ts$/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = readFileSync(join(source, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    const literal = file.endsWith(".css")
      ? /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch)\(/i
      : /["'`]#[0-9a-f]{3,8}["'`]|\brgba?\(/i;
    expect(literal.exec(text)?.[0], file).toBeUndefined();
  }
});
