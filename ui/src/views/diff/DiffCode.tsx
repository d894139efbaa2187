/** The letters of a line: words of code, words that differ, and what would not be seen. */
import { memo, type ReactNode } from "react";

import type { CodeToken } from "../../parts/code_tokens";
import { HostileText, hostileClasses } from "../../parts/HostileText";
import type { Span } from "../../parts/word_marks";
import styles from "./DiffCode.module.css";
import type { LineChange } from "./diff_rows";
import { type Run, runsOf } from "./line_runs";

interface DiffCodeProps {
  text: string;
  change: LineChange;
  marks: readonly Span[];
  tokens: readonly CodeToken[];
  showsSpaces: boolean;
  from: number;
  to: number;
}

/** Letters from one place of the line up to another. Drawn anew only where one of them looks different. */
export const DiffCode = memo(function DiffCode(props: DiffCodeProps) {
  const { text, change, marks, tokens, showsSpaces, from, to } = props;
  const isWhole = from === 0 && to === text.length;
  if (isWhole && marks.length === 0 && tokens.length === 0 && !showsSpaces) return <HostileText text={text} lines />;
  const runs = runsOf(text, { marks, tokens, showsSpaces }, from, to);
  // Plain elements: a page has a thousand runs, and each component costs.
  return (
    <bdi>
      {runs.map((run, index) =>
        run.isMarked ? (
          <mark key={index} className={styles.word} data-change={change}>
            {runWords(run, 0)}
          </mark>
        ) : (
          runWords(run, index)
        ),
      )}
    </bdi>
  );
});

function runWords({ text, isEscape, isSpace, word }: Run, key: number): ReactNode {
  if (isEscape) {
    return (
      <span key={key} className={hostileClasses.escape} data-escape>
        {text}
      </span>
    );
  }
  // What is copied stays a space: the signs are painted over it.
  if (isSpace) {
    return [...text].map((letter, index) => (
      <span key={`${key} ${index}`} className={styles.space} data-space={letter === "\t" ? "tab" : "space"}>
        {letter}
      </span>
    ));
  }
  if (word === undefined) return text;
  return (
    <span key={key} className={styles.code} data-code={word}>
      {text}
    </span>
  );
}
