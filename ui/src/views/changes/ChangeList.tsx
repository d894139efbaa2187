/** One of the two lists of changed files: its head, its rows, and what can be done with them. */
import { Folder, Minus, Plus, Undo2 } from "lucide-react";
import { type CSSProperties, useState } from "react";

import { useCopyText } from "../../data/application";
import type { ChangeActs } from "../../data/changes";
import { useHostPageEntries } from "../../data/host_pages";
import type { ChangedPath, ChangedPaths, ChangeSide, FilePath, RepositoryId } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import type { MenuEntry } from "../../parts/Menu";
import { MultiList } from "../../parts/MultiList";
import { RowButton } from "../../parts/RowButton";
import { changesWords } from "../../text/changes";
import { number } from "../../text/numbers";
import { type ChangeLine, lineName, pathLines, treeLines } from "./change_lines";
import styles from "./ChangeList.module.css";
import { ChangeRow } from "./ChangeRow";

interface ChangeListProps {
  repository: RepositoryId;
  side: ChangeSide;
  all: ChangedPaths;
  /** Those that fit the filter. */
  files: readonly ChangedPath[];
  filter: string;
  way: "path" | "tree";
  shown: FilePath | undefined;
  acts: ChangeActs;
  /** Asks before anything is given up; only for what is not staged. */
  onDiscard?: (files: readonly ChangedPath[]) => void;
  onOpen: (path: FilePath, by: "enter" | "click" | "moved") => void;
}

export function ChangeList(props: ChangeListProps) {
  const { repository, side, all, files, filter, way, shown, acts, onDiscard, onOpen } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const copy = useCopyText();
  const pages = useHostPageEntries(repository);
  const isUnstaged = side === "unstaged";
  const label = isUnstaged ? changesWords.unstaged : changesWords.staged;
  const lines = way === "path" ? pathLines(files) : treeLines(files, (path) => filter !== "" || !closed.has(path));
  const act = isUnstaged ? acts.stage : acts.unstage;

  const toggle = ({ path }: ChangeLine) => {
    const next = new Set(closed);
    if (!next.delete(path)) next.add(path);
    setClosed(next);
  };
  const move = (chosen: readonly ChangeLine[]) => {
    // A folder stands for all below it, also for what the filter hides: then its files are named instead.
    const paths = chosen.flatMap((line) => (filter === "" ? [line.path] : line.files.map(({ path }) => path)));
    act({ kind: "paths", paths: [...new Set(paths)] });
  };
  const moveAll = () => act(filter === "" ? { kind: "all" } : { kind: "paths", paths: files.map(({ path }) => path) });
  const remove = (chosen: readonly ChangeLine[]) => {
    const wanted = filesOf(chosen).filter(({ change }) => change.kind !== "conflicted");
    if (wanted.length > 0) onDiscard?.(wanted);
  };
  const menuOf = (chosen: readonly ChangeLine[]): MenuEntry[] => {
    const these = filesOf(chosen);
    const [first] = chosen;
    const conflicts = these.some(({ change }) => change.kind === "conflicted");
    const stage = conflicts && these.length === 1 ? changesWords.resolve : changesWords.stageThese(these.length);
    return [
      {
        id: "move",
        label: isUnstaged ? stage : changesWords.unstageThese(these.length),
        icon: isUnstaged ? Plus : Minus,
        keys: "Space",
        onSelect: () => move(chosen),
      },
      ...(onDiscard
        ? [
            {
              id: "discard",
              label: changesWords.discardThese(these.length),
              icon: Undo2,
              keys: "Del",
              tone: "danger" as const,
              reason: conflicts ? changesWords.conflictStays : null,
              onSelect: () => remove(chosen),
            },
          ]
        : []),
      "separator",
      ...(first?.file && chosen.length === 1
        ? [{ id: "open", label: changesWords.open, keys: "Enter", onSelect: () => onOpen(first.path, "enter") }]
        : []),
      { id: "copy", label: changesWords.copyPath, onSelect: () => copy(these.map((file) => file.shown).join("\n")) },
      ...(first?.file && chosen.length === 1 && first.file.change.kind !== "untracked"
        ? pages({ kind: "file", path: first.path, at: null, lines: null })
        : []),
    ];
  };
  const nothing =
    filter !== "" && all.total > 0
      ? changesWords.nothingFits(filter)
      : isUnstaged
        ? changesWords.nothingUnstaged
        : changesWords.nothingStaged;
  return (
    <section
      className={styles.section}
      aria-label={label}
      data-empty={lines.length === 0 || undefined}
      style={{ "--share": shareOf(lines.length) } as CSSProperties}
    >
      <header className={styles.head}>
        <h3>{label}</h3>
        <Badge>{number(all.total)}</Badge>
        <span className={styles.gap} />
        {files.length > 0 && (
          <Button size="small" tone="quiet" icon={isUnstaged ? Plus : Minus} onPress={moveAll}>
            {allWords(isUnstaged, filter === "" ? undefined : files.length)}
          </Button>
        )}
      </header>
      {all.paths.length < all.total && <p className={styles.note}>{changesWords.cut(all.paths.length, all.total)}</p>}
      {lines.length === 0 ? (
        <p className={styles.note} role="status">
          {nothing}
        </p>
      ) : (
        <MultiList
          label={changesWords.list(label, all.total)}
          lines={lines}
          nameOf={lineName}
          shown={shown}
          onToggle={toggle}
          onMain={move}
          onRemove={onDiscard && remove}
          onOpen={(line, by) => onOpen(line.path, by)}
          menuOf={menuOf}
          end={(line) => (
            <>
              {onDiscard && !line.files.some(({ change }) => change.kind === "conflicted") && (
                <RowButton
                  label={changesWords.discardOne(visibleText(line.base))}
                  icon={Undo2}
                  tone="danger"
                  onPress={() => remove([line])}
                />
              )}
              <RowButton
                label={(isUnstaged ? changesWords.stageOne : changesWords.unstageOne)(visibleText(line.base))}
                icon={isUnstaged ? Plus : Minus}
                onPress={() => move([line])}
              />
            </>
          )}
        >
          {(line) => (line.file ? <ChangeRow line={line} file={line.file} /> : <FolderRow line={line} />)}
        </MultiList>
      )}
    </section>
  );
}

function FolderRow({ line }: { line: ChangeLine }) {
  return (
    <>
      <Folder className={styles.folder} size="1.4rem" aria-hidden />
      <span className={styles.name}>{visibleText(line.base)}</span>
    </>
  );
}

function filesOf(lines: readonly ChangeLine[]): ChangedPath[] {
  return [...new Set(lines.flatMap(({ files }) => files))];
}

function allWords(isUnstaged: boolean, matches: number | undefined): string {
  if (matches === undefined) return isUnstaged ? changesWords.stageAll : changesWords.unstageAll;
  return isUnstaged ? changesWords.stageThese(matches) : changesWords.unstageThese(matches);
}

/** A longer list gets more room, up to a point. */
function shareOf(lines: number): number {
  return Math.min(14, Math.max(2, lines));
}
