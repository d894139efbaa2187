/** A line of a difference: one cell, or two side by side. */
import { Check } from "lucide-react";
import { type CSSProperties, Fragment } from "react";

import type { CodeColours } from "../../data/code_colours";
import type { CodeToken } from "../../parts/code_tokens";
import { visibleText } from "../../parts/hostile";
import { type Span, wordMarks } from "../../parts/word_marks";
import { diffWords } from "../../text/diff";
import { partsOf } from "./columns";
import { DiffCode } from "./DiffCode";
import type { Cell, DiffRows, LineRow } from "./diff_rows";
import styles from "./DiffText.module.css";
import { lineKey } from "./line_choice";

/** How lines are drawn. */
export interface LineLook {
  readonly ends: DiffRows["ends"];
  readonly showsSpaces: boolean;
  /** Columns of a part; undefined where lines don't go on below. */
  readonly most: number | undefined;
  readonly before: CodeColours | undefined;
  readonly after: CodeColours | undefined;
}

interface DiffRowProps {
  id: string;
  index: number;
  row: LineRow;
  /** Rows of one line that it takes. */
  height: number;
  /** The cell that has the keyboard. */
  cursor: number | undefined;
  chosen: ReadonlySet<string>;
  look: LineLook;
}

const signs = { added: "+", removed: "−", context: "" };
const noTokens: readonly CodeToken[] = [];
const noMarks: readonly Span[] = [];

export function DiffRowView({ id, index, row, height, cursor, chosen, look }: DiffRowProps) {
  const isSplit = row.cells.length > 1;
  const [only] = row.cells;
  const isMixed = look.ends === "mixed";
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={!isSplit && only && only.change !== "context" ? isIn(chosen, only) : undefined}
      aria-label={isSplit ? rowName(row, isMixed) : only && nameOf(only, isMixed)}
      className={styles.line}
      data-index={index}
      data-cursor={cursor !== undefined || undefined}
      style={{ "--high": height } as CSSProperties}
    >
      {row.cells.map((cell, column) => (
        <CellView
          key={column}
          id={isSplit ? `${id}-${column}` : undefined}
          cell={cell}
          column={isSplit ? column : undefined}
          isCursor={isSplit && cursor === column}
          isChosen={cell !== undefined && isIn(chosen, cell)}
          isMixed={isMixed}
          showsSpaces={look.showsSpaces}
          most={look.most}
          tokens={cell ? tokensOf(cell, column === 0 && isSplit, look) : noTokens}
        />
      ))}
    </div>
  );
}

interface CellProps {
  id: string | undefined;
  cell: Cell | undefined;
  /** Side by side: which side. */
  column: number | undefined;
  isCursor: boolean;
  isChosen: boolean;
  isMixed: boolean;
  showsSpaces: boolean;
  most: number | undefined;
  tokens: readonly CodeToken[];
}

/** Drawn anew only where something of this very line changed. */
function CellView(props: CellProps) {
  const { id, cell, column, isCursor, isChosen, isMixed, showsSpaces, most, tokens } = props;
  if (!cell) {
    return (
      <div id={id} role="gridcell" aria-label={diffWords.noLine} className={styles.cell} data-column={column}>
        <span className={styles.nothing} data-cursor={isCursor || undefined} />
      </div>
    );
  }
  const { line, change, pair } = cell;
  const differs = change !== "context";
  const marks = pair ? marksOf(cell, pair.text) : noMarks;
  const starts = most === undefined ? [0] : partsOf(line.text, most);
  return (
    <div
      id={id}
      role="gridcell"
      aria-label={id && nameOf(cell, isMixed)}
      aria-selected={id && differs ? isChosen : undefined}
      className={styles.cell}
      data-column={column}
      data-change={change}
      data-chosen={isChosen || undefined}
      data-cursor={isCursor || undefined}
    >
      <span className={styles.gutter} data-gutter={differs || undefined} aria-hidden>
        {column !== 1 && <span className={styles.number}>{line.old}</span>}
        {column !== 0 && <span className={styles.number}>{line.new}</span>}
        <span className={styles.sign}>{isChosen ? <Check size="1.2rem" strokeWidth={3} /> : signs[change]}</span>
      </span>
      <code className={styles.text}>
        {starts.map((from, part) => (
          <span key={part} className={styles.sliding}>
            <DiffCode
              text={line.text}
              change={change}
              marks={marks}
              tokens={tokens}
              showsSpaces={showsSpaces}
              from={from}
              to={starts[part + 1] ?? line.text.length}
            />
            {part === starts.length - 1 && <LineEnds cell={cell} isMixed={isMixed} />}
          </span>
        ))}
      </code>
    </div>
  );
}

function LineEnds({ cell, isMixed }: { cell: Cell; isMixed: boolean }) {
  return endsOf(cell, isMixed).map((words) => (
    <Fragment key={words}>
      {" "}
      <span className={styles.end}>{words}</span>
    </Fragment>
  ));
}

/** What is unusual about a line's end. */
function endsOf({ line }: Cell, isMixed: boolean): string[] {
  return [
    ...(line.leftOut > 0 ? [diffWords.lineCut(line.leftOut)] : []),
    ...(line.end === "crLf" && isMixed ? [diffWords.crLf] : []),
    ...(line.end === "none" ? [diffWords.noEnd] : []),
  ];
}

function isIn(chosen: ReadonlySet<string>, cell: Cell): boolean {
  const key = lineKey(cell);
  return key !== undefined && chosen.has(key);
}

function tokensOf({ line, change }: Cell, isLeft: boolean, { before, after }: LineLook): readonly CodeToken[] {
  const isOld = change === "removed" || isLeft;
  const number = isOld ? line.old : line.new;
  return (number !== null && (isOld ? before : after)?.tokensAt(number, line.text)) || noTokens;
}

function marksOf({ line, change }: Cell, other: string): readonly Span[] {
  return change === "removed" ? wordMarks(line.text, other).before : wordMarks(other, line.text).after;
}

function nameOf(cell: Cell, isMixed: boolean): string {
  const { line, change } = cell;
  const text = [visibleText(line.text, true), ...endsOf(cell, isMixed)].join(" ");
  if (change === "added") return diffWords.addedLine(line.new ?? 0, text);
  if (change === "removed") return diffWords.removedLine(line.old ?? 0, text);
  return diffWords.contextLine(line.new ?? 0, text);
}

function rowName({ cells }: LineRow, isMixed: boolean): string {
  const names = cells.flatMap((cell) => (cell ? [nameOf(cell, isMixed)] : []));
  return [...new Set(names)].join("; ");
}
