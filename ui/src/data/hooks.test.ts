/** What hooks say is put together line by line, and never grows without end. */
import { describe, expect, it } from "vitest";

import { lettersKept, linesKept, silence, withSaid } from "./hooks";

const said = (...texts: string[]) =>
  texts.reduce((output, text) => withSaid(output, { hook: "pre-commit", text }), silence);

describe("withSaid", () => {
  it("puts lines together that came in pieces, whatever ends them", () => {
    expect(said("", "a", "b\nc\r", "\nd\n").lines).toEqual(["ab", "c", "d", ""]);
  });

  it("names the hook that spoke last, and begins a line for it", () => {
    const output = withSaid(said("half"), { hook: "commit-msg", text: "no\n" });
    expect(output).toEqual({ hook: "commit-msg", lines: ["half", "no", ""], dropped: 0 });
    expect(withSaid(said("whole\n"), { hook: "commit-msg", text: "" }).lines).toEqual(["whole", ""]);
  });

  it("keeps the last lines and counts the others", () => {
    const text = Array.from({ length: 1500 }, (_, n) => `${n}\n`).join("");
    const { lines, dropped } = said(text, text);
    expect(lines).toHaveLength(linesKept);
    expect(dropped).toBe(3001 - linesKept);
    expect(lines.at(-2)).toBe("1499");
  });

  it("cuts a line that has no end, once", () => {
    const { lines } = said("x".repeat(lettersKept), "x".repeat(lettersKept), "x");
    expect(lines).toEqual([`${"x".repeat(lettersKept)}…`]);
  });
});
