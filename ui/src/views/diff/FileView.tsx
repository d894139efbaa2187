/** A file as it is in a commit, in place of the graph: all its lines, to read. */
import { useState } from "react";

import { useDiffOptions } from "../../data/diff_options";
import { type FileAt, isOf, useFileDiff } from "../../data/differences";
import type { RepositoryId } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { shownPath } from "../../parts/file_path";
import { diffWords } from "../../text/diff";
import { DiffContentView } from "./DiffContentView";
import { DiffFrame } from "./DiffFrame";
import { DiffHead } from "./DiffHead";
import styles from "./DiffView.module.css";
import { PageButton } from "./PageButton";

interface FileViewProps {
  repository: RepositoryId;
  file: FileAt;
  onClose: () => void;
}

export function FileView({ repository, file, onClose }: FileViewProps) {
  const [all, setAll] = useState<string>();
  // There is one side only, and nothing that white space could hide.
  const options = { ...useDiffOptions(), layout: "unified" as const, isWhole: false };
  const spaces = options.spaces === "ignored" ? ("plain" as const) : options.spaces;
  const name = `${file.commit} ${file.path}`;
  const answer = useFileDiff(repository, file, { all: all === name, ignoreSpaces: false });
  const path = shownPath(file.path);
  return (
    <DiffFrame
      label={diffWords.fileLabel}
      path={path}
      answer={answer}
      isOther={!isOf(answer.data, file) || answer.isPlaceholderData}
      onClose={onClose}
      content={(shown) => (
        <DiffContentView
          key={JSON.stringify([shown.path, shown.between, file.line])}
          repository={repository}
          shown={shown}
          side={undefined}
          isStill
          begin={file.line ?? undefined}
          hint=""
          options={{ ...options, spaces }}
          onAll={() => setAll(name)}
          onMove={() => undefined}
          onDiscard={() => undefined}
        />
      )}
    >
      <DiffHead path={path} before={null} kind={undefined} options={options} isOne onClose={onClose}>
        <span className={styles.side}>
          <Badge>{diffWords.inCommit(file.commit.slice(0, 8))}</Badge>
        </span>
        <PageButton
          repository={repository}
          of={{ kind: "file", path: file.path, at: file.commit, lines: file.line ? [file.line, file.line] : null }}
        />
      </DiffHead>
    </DiffFrame>
  );
}
