/** The lines of a difference: one moves, chooses and acts in them by keyboard and mouse. */
import { type KeyboardEvent, useRef, useState } from "react";

import type { Hunk } from "../../host/api.gen";
import { useWindowKeys } from "../../host/keys";
import { Button } from "../../parts/Button";
import { diffWords } from "../../text/diff";
import { pressed } from "./diff_keys";
import { rowsOf } from "./diff_rows";
import type { DiffContentProps } from "./DiffContentView";
import { DiffFoot } from "./DiffFoot";
import { DiffGrid } from "./DiffGrid";
import type { LineLook } from "./DiffRow";
import styles from "./DiffText.module.css";
import { allOpened, type Gap, nothingOpened, openGap } from "./gaps";
import { linesChoice } from "./line_choice";
import { layoutOf } from "./row_layout";
import { useCode } from "./useCode";
import { useDiffLines } from "./useDiffLines";
import { useRuler } from "./useRuler";

interface DiffTextProps extends DiffContentProps {
  hunks: readonly Hunk[];
  leftOut: number;
  total: number;
}

export function DiffText(props: DiffTextProps) {
  const { repository, shown, hunks, leftOut, total, side, isStill, begin, hint, facts, options } = props;
  const { onAll, onMove, onDiscard } = props;
  const { path, diff } = shown;
  const list = useRef<HTMLDivElement>(null);
  const ruler = useRuler();
  const [opened, setOpened] = useState(nothingOpened);
  const wanted = options.isWhole ? allOpened : opened;
  const code = useCode(repository, shown, wanted.isWhole || wanted.gaps.size > 0);
  const all = rowsOf(hunks, {
    layout: options.layout,
    opened: wanted,
    total: leftOut > 0 ? undefined : total,
    text: code.lines,
  });
  const most = options.wraps ? ruler.columns : undefined;
  const layout = layoutOf(all, most);
  const lines = useDiffLines(all, layout, diff.revision, begin);
  const { cursor, chosen } = lines;
  const showsSpaces = options.spaces === "shown";
  const look: LineLook = { ends: all.ends, showsSpaces, most, before: code.before, after: code.after };
  const isUnstaged = side === "unstaged";
  const choiceOf = (keys: readonly string[]) => linesChoice(path, diff.revision, keys);
  const move = (keys: readonly string[]) => {
    if (!isStill && keys.length > 0) onMove(choiceOf(keys));
  };
  const discard = (keys: readonly string[]) => {
    if (!isStill && isUnstaged && keys.length > 0) onDiscard(`${diffWords.discardLines(keys.length)}?`, choiceOf(keys));
  };
  const open = (gap: Gap, where: "above" | "below" | "all") => {
    if (!code.isClosed) setOpened(openGap(opened, gap, where));
  };
  const acts = { move, discard, open: (gap: Gap) => open(gap, "all") };
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (!pressed(event, { lines, all, isStill, options, acts }, list.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  useWindowKeys((event) => {
    if (event.key !== "F7") return;
    event.preventDefault();
    lines.step(event.shiftKey ? -1 : 1);
  });
  const ends = all.ends === "crLf" ? [{ word: diffWords.crLf, hint: diffWords.crLfHint }] : [];
  return (
    <>
      <DiffGrid
        list={list}
        ruler={ruler}
        options={options}
        all={all}
        layout={layout}
        lines={lines}
        look={look}
        isStill={isStill}
        isOne={shown.between.kind === "file"}
        acts={{
          words: isUnstaged ? diffWords.stageHunk : diffWords.unstageHunk,
          move: isStill ? undefined : move,
          discard: isStill || !isUnstaged ? undefined : discard,
          open: code.isClosed ? undefined : open,
        }}
        onKeyDown={press}
      />
      {leftOut > 0 && (
        <div className={styles.more} role="status">
          {diffWords.leftOut(leftOut)}
          <Button size="small" onPress={onAll}>
            {diffWords.showAll}
          </Button>
        </div>
      )}
      <DiffFoot
        chosen={chosen.size}
        side={side}
        facts={[...ends, ...facts]}
        hint={hint}
        change={all.starts.findLastIndex((start) => start <= cursor) + 1}
        changes={all.starts.length}
        onStep={lines.step}
        onClear={lines.clear}
        onMove={() => move([...chosen])}
        onDiscard={() => discard([...chosen])}
      />
    </>
  );
}
