/** How a file differs, in place of the graph: lines to stage, unstage or give up one by one. */
import { CircleCheck } from "lucide-react";
import { useState } from "react";

import { type FileOfSide, useChangeActs, useChanges } from "../../data/changes";
import { useDiffOptions } from "../../data/diff_options";
import { isOf, useFileDiff } from "../../data/differences";
import type { ChangeChoice, ChangedPath, Changes, RepositoryId } from "../../host/api.gen";
import { AskBar } from "../../parts/AskBar";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { shownPath } from "../../parts/file_path";
import { visibleText } from "../../parts/hostile";
import { shellWord } from "../../parts/shell_word";
import { discardWords } from "../../text/changes";
import { diffWords } from "../../text/diff";
import { DiffBar } from "./DiffBar";
import { DiffContentView } from "./DiffContentView";
import { DiffFrame } from "./DiffFrame";
import styles from "./DiffView.module.css";
import { lostNames } from "./lost_lines";

interface DiffViewProps {
  repository: RepositoryId;
  file: FileOfSide;
  onOpen: (file: FileOfSide, by: "enter" | "click" | "moved") => void;
  onClose: () => void;
}

/** What somebody wants to give up, before it is asked. */
interface Ask {
  readonly title: string;
  readonly choice: ChangeChoice;
  /** What does the same in Git; none where nothing does. */
  readonly command: string | undefined;
}

export function DiffView({ repository, file, onOpen, onClose }: DiffViewProps) {
  const key = `${file.side} ${file.path}`;
  const [whole, setWhole] = useState<string>();
  const [asked, setAsk] = useState<{ of: string; ask: Ask } | null>(null);
  const options = useDiffOptions();
  const ignoreSpaces = options.spaces === "ignored";
  const answer = useFileDiff(repository, file, { all: whole === key, ignoreSpaces });
  const { data: changes } = useChanges(repository);
  const acts = useChangeActs(repository);
  const entry = changes?.[file.side].paths.find(({ path }) => path === file.path);
  const path = entry?.shown ?? shownPath(file.path);
  const isConflict = entry?.change.kind === "conflicted";
  // The last file's differences stay in sight until these are read, but nothing can be done with them.
  const isOther = !isOf(answer.data, file) || answer.isPlaceholderData;
  const ask = asked?.of === key ? asked.ask : null;
  const isOver =
    changes !== undefined && entry === undefined && changes[file.side].paths.length === changes[file.side].total;

  const move = file.side === "unstaged" ? acts.stage : acts.unstage;
  const askFor = (title: string, choice: ChangeChoice) =>
    setAsk({ of: key, ask: { title, choice, command: commandOf(choice, path, entry) } });
  const backToLines = () => {
    setAsk(null);
    document.querySelector<HTMLElement>("[data-differences] [role=grid]")?.focus();
  };
  const hint = isConflict ? diffWords.conflictLines : ignoreSpaces ? diffWords.spacesHint : diffWords.hint;
  return (
    <DiffFrame
      path={path}
      answer={answer}
      isOther={isOther}
      isOver={isOver}
      over={changes && <Over file={file} changes={changes} onOpen={onOpen} onClose={onClose} />}
      onClose={onClose}
      content={(shown) => (
        <DiffContentView
          // Another file begins at its top with nothing chosen.
          key={JSON.stringify([shown.path, shown.between])}
          repository={repository}
          shown={shown}
          side={file.side}
          isStill={isOther || isConflict || ignoreSpaces}
          hint={hint}
          options={options}
          onAll={() => setWhole(key)}
          onMove={move}
          onDiscard={askFor}
        />
      )}
    >
      <DiffBar
        path={path}
        side={file.side}
        entry={entry}
        other={otherSide(changes, file) !== undefined}
        options={options}
        onSide={(side) => onOpen({ path: file.path, side }, "click")}
        onMove={() => move({ kind: "paths", paths: [file.path] })}
        onDiscard={() => askFor(discardWords.title(1), { kind: "paths", paths: [file.path] })}
        onClose={onClose}
      />
      {isConflict && (
        <div className={styles.notice}>
          <Banner tone="warn">{diffWords.conflict}</Banner>
        </div>
      )}
      {ask && (
        <AskBar
          title={ask.title}
          names={lostNames(path, ask.choice, isOther ? undefined : answer.data?.diff)}
          command={ask.command === undefined ? undefined : { label: discardWords.command, text: ask.command }}
          act={discardWords.act}
          keep={discardWords.keep}
          isPending={acts.isPending}
          onAct={() => acts.discard(ask.choice, backToLines)}
          onKeep={backToLines}
        >
          {entry?.change.kind === "untracked" ? discardWords.textNew : discardWords.text}
        </AskBar>
      )}
    </DiffFrame>
  );
}

function commandOf(choice: ChangeChoice, path: string, entry: ChangedPath | undefined): string | undefined {
  const isNew = entry?.change.kind === "untracked";
  if (choice.kind === "lines") return isNew ? undefined : `git restore -p -- ${shellWord(path)}`;
  return `${isNew ? "git clean -f" : "git restore"} -- ${shellWord(path)}`;
}

function otherSide(changes: Changes | undefined, { path, side }: FileOfSide): ChangedPath | undefined {
  return changes?.[side === "staged" ? "unstaged" : "staged"].paths.find((one) => one.path === path);
}

/** Nothing of the file is left on this side. */
function Over({ file, changes, onOpen, onClose }: Omit<DiffViewProps, "repository"> & { changes: Changes }) {
  const { side, path } = file;
  const list = changes[side].paths;
  const next = list.find((one) => one.path > path) ?? list[0];
  const other = side === "staged" ? "unstaged" : "staged";
  return (
    <EmptyState
      icon={CircleCheck}
      title={side === "unstaged" ? diffWords.nothingUnstaged : diffWords.nothingStaged}
      action={
        <>
          {next && (
            <Button tone="primary" autoFocus onPress={() => onOpen({ path: next.path, side }, "enter")}>
              {diffWords.nextFile(visibleText(next.shown.slice(next.shown.lastIndexOf("/") + 1)))}
            </Button>
          )}
          {otherSide(changes, file) && (
            <Button onPress={() => onOpen({ path, side: other }, "enter")}>{diffWords.otherSide[other]}</Button>
          )}
          <Button autoFocus={next === undefined} onPress={onClose}>
            {diffWords.close}
          </Button>
        </>
      }
    >
      {diffWords.nothingText}
    </EmptyState>
  );
}
