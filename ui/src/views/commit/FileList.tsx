/** The files a commit changed. */
import { Folder } from "lucide-react";
import { useState } from "react";

import { useCopyText } from "../../data/application";
import { useRememberedChoice } from "../../data/layout";
import type { Commit } from "../../host/api.gen";
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

export function FileList({ commit }: { commit: Commit }) {
  const [way, setWay] = useRememberedChoice("files as", ["path", "tree"], "path");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const copy = useCopyText();
  const { files, filesTotal } = commit;
  const lines = way === "path" ? pathLines(files) : treeLines(files, (path) => !closed.has(path));
  const toggle = ({ key }: FileLine) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
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
          onAct={(line) => line.expanded !== undefined && toggle(line)}
          menuOf={({ key }) => [{ id: "path", label: commitWords.copyPath, onSelect: () => copy(key) }]}
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
  const from = file.oldPath === null ? "" : `\n${commitWords.from(visibleText(file.oldPath))}`;
  return (
    <>
      <ChangeGlyph kind={file.change} />
      <PathText folder={folder} base={base} title={`${visibleText(file.path)}${from}`} />
      {file.added === null || file.removed === null ? (
        <span className={styles.counts}>{commitWords.binary}</span>
      ) : (
        <Counts added={file.added} removed={file.removed} />
      )}
    </>
  );
}
