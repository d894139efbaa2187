/** The files a commit changed. */
import { Folder } from "lucide-react";
import { useState } from "react";

import { useCopyText } from "../../data/application";
import type { FileOfCommit } from "../../data/differences";
import { useHostPageEntries } from "../../data/host_pages";
import { useRememberedChoice } from "../../data/layout";
import type { ChangedFile, Commit, RepositoryId } from "../../host/api.gen";
import { ChangeGlyph } from "../../parts/ChangeGlyph";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { LineCounts } from "../../parts/LineCounts";
import { PathText } from "../../parts/PathText";
import { Segmented } from "../../parts/Segmented";
import { TreeList } from "../../parts/TreeList";
import { commitWords } from "../../text/commit";
import { number } from "../../text/numbers";
import { type FileLine, pathLines, treeLines } from "./file_lines";
import styles from "./FileList.module.css";

interface FileListProps {
  repository: RepositoryId;
  commit: Commit;
  /** The file whose differences are shown. */
  shown: FileOfCommit | undefined;
  onOpen: (file: FileOfCommit, by: "enter" | "click" | "moved") => void;
}

export function FileList({ repository, commit, shown, onOpen }: FileListProps) {
  const [way, setWay] = useRememberedChoice("files as", ["path", "tree"], "path");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const copy = useCopyText();
  const pages = useHostPageEntries(repository);
  const { files, filesTotal } = commit;
  const lines = way === "path" ? pathLines(files) : treeLines(files, (path) => !closed.has(path));
  const toggle = ({ key }: FileLine) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
  const fileOf = ({ path, before }: ChangedFile): FileOfCommit => ({ path, commit: commit.id, before });
  return (
    <section className={styles.files} aria-label={commitWords.fileList}>
      <header className={styles.head}>
        <h3>{commitWords.files(filesTotal)}</h3>
        <Total commit={commit} />
        <Segmented
          label={commitWords.showAs}
          choices={[
            { id: "path", label: commitWords.path },
            { id: "tree", label: commitWords.tree },
          ]}
          value={way}
          onChange={setWay}
        />
      </header>
      {files.length < filesTotal && <p className={styles.note}>{commitWords.filesCut(files.length, filesTotal)}</p>}
      {files.length === 0 ? (
        <p className={styles.note}>{commit.parents.length > 1 ? commitWords.noFilesMerge : commitWords.noFiles}</p>
      ) : (
        <TreeList
          label={commitWords.fileList}
          lines={lines}
          flat={way === "path"}
          onToggle={toggle}
          selected={shown?.path}
          onAct={(line, by) => (line.file ? onOpen(fileOf(line.file), by) : toggle(line))}
          onMove={({ file }) => file && onOpen(fileOf(file), "moved")}
          menuOf={({ file, shown: path }) => [
            ...(file
              ? [{ id: "open", label: commitWords.openDiff, onSelect: () => onOpen(fileOf(file), "enter") }]
              : []),
            { id: "path", label: commitWords.copyPath, onSelect: () => copy(path) },
            // What a commit took away is on no page of it.
            ...(file && file.change !== "deleted"
              ? pages({ kind: "file", path: file.path, at: commit.id, lines: null })
              : []),
          ]}
        >
          {(line) => <FileWords line={line} />}
        </TreeList>
      )}
    </section>
  );
}

function Total({ commit }: { commit: Commit }) {
  const sum = (numbers: (number | null)[]) => numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
  const added = sum(commit.files.map((file) => file.added));
  const removed = sum(commit.files.map((file) => file.removed));
  if (commit.files.length === 0) return null;
  return (
    <span className={styles.total}>
      <Counts added={added} removed={removed} />
    </span>
  );
}

function Counts({ added, removed }: { added: number; removed: number }) {
  return (
    <LineCounts added={added > 0 ? number(added) : undefined} removed={removed > 0 ? number(removed) : undefined} />
  );
}

function FileWords({ line: { file, folder, base } }: { line: FileLine }) {
  if (!file) {
    return (
      <>
        <Folder className={styles.folderIcon} size="1.4rem" aria-hidden />
        <span className={styles.name}>
          <HostileText text={base} />
        </span>
      </>
    );
  }
  const from = file.shownBefore === null ? "" : `\n${commitWords.from(visibleText(file.shownBefore))}`;
  return (
    <>
      <ChangeGlyph kind={file.change} />
      <PathText folder={folder} base={base} title={`${visibleText(file.shown)}${from}`} />
      {file.added === null || file.removed === null ? (
        <span className={styles.counts}>{commitWords.binary}</span>
      ) : (
        <Counts added={file.added} removed={file.removed} />
      )}
    </>
  );
}
