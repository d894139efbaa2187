import { describe, expect, it } from "vitest";

import { parsed, parserFor, tokensOf } from "./code_parser";
import { codeLines } from "./code_tokens";

async function words(path: string, text: string): Promise<string[]> {
  const parser = await parserFor(path);
  const tree = parser && (await parsed(parser, text, new AbortController().signal));
  return tree ? tokensOf(tree, 0, text.length).map(({ from, to, word }) => `${word} ${text.slice(from, to)}`) : [];
}

describe("words of code", () => {
  it.each([
    [
      "src/main.rs",
      "// why\nfn main() { let x: u8 = 7; }",
      ["comment // why", "keyword fn", "keyword let", "number 7"],
    ],
    ["a/Invoice.java", 'String a = "b";', ["type String", 'string "b"']],
    ["x.tsx", "const a = <b c='d' />;", ["keyword const", "type b", "property c", "string 'd'"]],
    ["deploy.sh", "# why\necho 'a'", ["comment # why", "string 'a'"]],
    ["Dockerfile", "FROM scratch", ["keyword FROM"]],
    ["a.py", "def f(): return None", ["keyword def", "keyword return"]],
  ])("are found in %s", async (path, text, some) => {
    expect(await words(path, text)).toEqual(expect.arrayContaining(some));
  });

  it("are none where the language isn't known", async () => {
    expect(await parserFor("LICENSE.unknown")).toBeUndefined();
    expect(await parserFor("constructor")).toBeUndefined();
  });

  it("are cut to the place that is asked for", async () => {
    const text = "/* one\ntwo */ let a = 1;\n";
    const parser = await parserFor("a.js");
    const tree = await parsed(parser!, text, new AbortController().signal);
    const lines = codeLines(text);
    expect(tokensOf(tree!, lines.startOf(2), lines.endOf(2))).toEqual(
      expect.arrayContaining([
        { from: 0, to: 6, word: "comment" },
        { from: 7, to: 10, word: "keyword" },
      ]),
    );
  });

  it("end quietly when nobody waits any more, and for text that is made to break grammars", async () => {
    const parser = await parserFor("a.js");
    const end = new AbortController();
    end.abort();
    expect(await parsed(parser!, "let a = 1;\n".repeat(50_000), end.signal)).toBeUndefined();
    const deep = "[".repeat(60_000);
    const tree = await parsed(parser!, deep, new AbortController().signal);
    expect(() => tree && tokensOf(tree, 0, 100)).not.toThrow();
  });

  it("are read in slices that leave the window time to breathe", async () => {
    const text = Array.from(
      { length: 20_000 },
      (_, n) => `export const value${n} = call(${n}, "text ${n}"); // ${n}\n`,
    ).join("");
    const parser = await parserFor("large.ts");
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    const tree = await parsed(parser!, text, new AbortController().signal);
    clearInterval(timer);
    expect(tree?.length).toBe(text.length);
    process.stdout.write(`20,000 lines: the longest time without a breath ${longest.toFixed(0)} ms\n`);
    // A limit for a busy machine: read in one go it would be all of the work.
    expect(longest).toBeLessThan(2_000);
  });
});

describe("lines of code", () => {
  it("know where they begin and end, however they end", () => {
    const lines = codeLines("a\r\nbc\n\nd");
    expect(lines.count).toBe(4);
    expect([1, 2, 3, 4].map(lines.lineAt)).toEqual(["a", "bc", "", "d"]);
    expect(codeLines("").count).toBe(0);
    expect(codeLines("a\n").count).toBe(1);
  });
});
