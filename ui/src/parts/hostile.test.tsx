/** T1.11: names cannot lie. What would not be seen is shown, to the eye and to screen readers. */
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { showPart } from "../tests/render";
import { HostileText } from "./HostileText";
import { pieces, visibleText } from "./hostile";

describe("visibleText", () => {
  it.each([
    ["right-to-left override", "invoice\u202egnp.exe", "invoice[U+202E]gnp.exe"],
    ["left-to-right embedding", "\u202amain", "[U+202A]main"],
    ["isolates", "a\u2066b\u2069", "a[U+2066]b[U+2069]"],
    ["Arabic letter mark", "main\u061c", "main[U+061C]"],
    ["zero-width space", "ma\u200bin", "ma[U+200B]in"],
    ["zero-width joiner in a word", "ma\u200din", "ma[U+200D]in"],
    ["byte order mark", "\ufeffmain", "[U+FEFF]main"],
    ["soft hyphen", "ma\u00adin", "ma[U+00AD]in"],
    ["Hangul filler", "main\u3164", "main[U+3164]"],
    ["tag characters", "main\u{e0041}", "main[U+E0041]"],
    ["private use", "main\ue000", "main[U+E000]"],
    ["escape sequence", "\u001b[31mred", "[U+001B][31mred"],
    ["null and delete", "a\u0000b\u007f", "a[U+0000]b[U+007F]"],
    ["line feed in a name", "main\nevil", "main[U+000A]evil"],
    ["line separator", "a\u2028b", "a[U+2028]b"],
    ["lone surrogate", "a\ud800b", "a[U+D800]b"],
    ["Cyrillic а in a Latin word", "m\u0430in", "m[U+0430]in"],
    ["Greek omicron in a Latin word", "r\u03bfot", "r[U+03BF]ot"],
    ["full-width letter in a Latin word", "ma\uff49n", "ma[U+FF49]n"],
    ["only the word that mixes", "feature/m\u0430in", "feature/m[U+0430]in"],
  ])("shows %s", (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    "main",
    "feature/überprüfung",
    "ветка/исправление",
    "修正发票的四舍五入",
    "עברית",
    "می\u200cخواهم",
    "👩\u200d💻 emoji",
    "Δt in µs",
    "José Núñez",
  ])("leaves honest text as it is: %s", (text) => {
    expect(visibleText(text)).toBe(text);
  });

  it("keeps lines and tabs of a message, and takes CRLF for a line end", () => {
    expect(visibleText("one\r\n\ttwo\nthree", true)).toBe("one\n\ttwo\nthree");
    expect(visibleText("one\rtwo", true)).toBe("one[U+000D]two");
  });

  it("gives as few pieces as possible", () => {
    expect(pieces("plain")).toHaveLength(1);
    expect(pieces("a\u202eb").map(({ escaped }) => escaped)).toEqual([false, true, false]);
  });
});

describe("HostileText", () => {
  it("writes the escape as text and isolates the direction", () => {
    showPart(
      <p data-testid="name">
        <HostileText text={"ma\u202ein"} />
      </p>,
    );
    const name = screen.getByTestId("name");
    expect(name).toHaveTextContent("maU+202Ein");
    expect(name.querySelector("bdi")).not.toBeNull();
    expect(name.textContent).not.toContain("\u202e");
  });
});
