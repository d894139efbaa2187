/**
 * Grammars of programming languages, read in slices. The libraries behind it are large: import it with `import()` only.
 *
 *   const parser = await parserFor("src/main.rs");                     none for a language that isn't known
 *   const tree = await parsed(parser, text, signal);                   none where it was called off, or the grammar gave up
 *   tokensOf(tree, 120, 160)                                           what stands between two letters
 */
import { LanguageDescription } from "@codemirror/language";
import { languages } from "@codemirror/language-data";
import type { Parser, Tree } from "@lezer/common";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";

import type { CodeToken, CodeWord } from "./code_tokens";

export type CodeParser = Parser;
export type CodeTree = Tree;

/** Milliseconds of reading between two pauses. */
const slice = 8;
/** Steps between two looks at the clock. */
const steps = 24;

const loaded = new Map<string, Promise<Parser | undefined>>();

/** The grammar for a file of this name; fetched once. */
export function parserFor(path: string): Promise<Parser | undefined> {
  const description = LanguageDescription.matchFilename(languages, path.slice(path.lastIndexOf("/") + 1));
  if (!description) return Promise.resolve(undefined);
  const known = loaded.get(description.name);
  if (known) return known;
  const parser = description.load().then(
    ({ language }) => language.parser,
    () => undefined,
  );
  loaded.set(description.name, parser);
  return parser;
}

export async function parsed(parser: Parser, text: string, signal: AbortSignal): Promise<Tree | undefined> {
  try {
    const parse = parser.startParse(text);
    for (;;) {
      const end = performance.now() + slice;
      do {
        for (let step = 0; step < steps; step++) {
          const tree = parse.advance();
          if (tree) return tree;
        }
      } while (performance.now() < end);
      await pause();
      if (signal.aborted) return undefined;
    }
  } catch {
    // A text that was made to break a grammar is plain text.
    return undefined;
  }
}

/** Lets the window paint and hear keys. */
function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go));
}

const words: [CodeWord, readonly (typeof tags.comment)[]][] = [
  ["comment", [tags.comment]],
  ["keyword", [tags.keyword, tags.heading, tags.self, tags.null, tags.bool]],
  ["string", [tags.string, tags.regexp, tags.attributeValue, tags.character, tags.escape, tags.link, tags.url]],
  ["number", [tags.number, tags.unit, tags.color, tags.atom, tags.literal]],
  ["type", [tags.typeName, tags.className, tags.namespace, tags.tagName, tags.standard(tags.variableName)]],
  ["function", [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName, tags.labelName]],
  ["property", [tags.propertyName, tags.attributeName]],
  ["meta", [tags.meta, tags.annotation, tags.processingInstruction, tags.modifier]],
];
const highlighter = tagHighlighter(words.flatMap(([word, all]) => all.map((tag) => ({ tag, class: word }))));

/** What stands from one letter of the text up to another, in order; nothing where the tree is too deep to walk. */
export function tokensOf(tree: Tree, from: number, to: number): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  try {
    highlightTree(
      tree,
      highlighter,
      (start, end, word) => {
        // Names may carry several classes; the last one is the most exact.
        const [exact] = word.split(" ").slice(-1);
        tokens.push({ from: Math.max(from, start) - from, to: Math.min(to, end) - from, word: exact as CodeWord });
      },
      from,
      to,
    );
  } catch {
    return [];
  }
  return tokens;
}
