/** The words of code in a file, found after everything else: nothing waits for them. */
import { useEffect, useState } from "react";

import type { CodeParser, CodeTree } from "../parts/code_parser";
import { type CodeLines, codeLines, type CodeToken } from "../parts/code_tokens";

/** Letters of a text that are read for its words; longer ones stay plain. */
const longest = 3_000_000;

/** A language's grammar. */
export interface Grammar {
  readonly path: string;
  readonly parser: CodeParser;
}

export interface CodeColours {
  readonly lines: CodeLines;
  /** Words of the line of this number; none where it does not begin with `text`, for then it is another one. */
  readonly tokensAt: (number: number, text: string) => readonly CodeToken[];
}

const none: readonly CodeToken[] = [];

/** The grammar of a file by its name; undefined until it is fetched, and where none is known. */
export function useGrammar(path: string): Grammar | undefined {
  const [grammar, setGrammar] = useState<Grammar>();
  useEffect(() => {
    let isOver = false;
    void import("../parts/code_parser")
      .then(({ parserFor }) => parserFor(path))
      .then((parser) => !isOver && setGrammar(parser && { path, parser }))
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [path]);
  return grammar?.path === path ? grammar : undefined;
}

/** Where the words of a text are. Those of the text before stay until its own are found. */
export function useCodeColours(grammar: Grammar | undefined, text: string | null | undefined): CodeColours | undefined {
  const [found, setFound] = useState<{ grammar: Grammar; colours: CodeColours }>();
  useEffect(() => {
    if (!grammar || !text || text.length > longest) return;
    const end = new AbortController();
    void import("../parts/code_parser").then(async ({ parsed, tokensOf }) => {
      const tree = await parsed(grammar.parser, text, end.signal);
      if (tree && !end.signal.aborted) setFound({ grammar, colours: coloursOf(text, tree, tokensOf) });
    });
    return () => end.abort();
  }, [grammar, text]);
  return grammar && found?.grammar === grammar && text ? found.colours : undefined;
}

function coloursOf(
  text: string,
  tree: CodeTree,
  tokensOf: (tree: CodeTree, from: number, to: number) => readonly CodeToken[],
): CodeColours {
  const lines = codeLines(text);
  const known = new Map<number, readonly CodeToken[]>();
  return {
    lines,
    tokensAt: (number, line) => {
      const start = lines.startOf(number);
      if (line === "" || !text.startsWith(line, start)) return none;
      const tokens = known.get(number) ?? tokensOf(tree, start, lines.endOf(number));
      known.set(number, tokens);
      return tokens;
    },
  };
}
