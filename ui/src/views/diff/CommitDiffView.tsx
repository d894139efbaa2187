/** How a commit changed a file, in place of the graph: lines to read. */
import { useState } from "react";

import { useDiffOptions } from "../../data/diff_options";
import { type FileOfCommit, isOf, useFileDiff } from "../../data/differences";
import { useCommit } from "../../data/history";
import type { RepositoryId } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { shownPath } from "../../parts/file_path";
import { diffWords } from "../../text/diff";
import { DiffContentView } from "./DiffContentView";
import { DiffFrame } from "./DiffFrame";
import { DiffHead } from "./DiffHead";
import styles from "./DiffView.module.css";
import { PageButton } from "./PageButton";

interface CommitDiffViewProps {
  repository: RepositoryId;
  file: FileOfCommit;
  onClose: () => void;
}

export function CommitDiffView({ repository, file, onClose }: CommitDiffViewProps) {
  const [whole, setWhole] = useState<string>();
  const options = useDiffOptions();
  const reading = { all: whole === `${file.commit} ${file.path}`, ignoreSpaces: options.spaces === "ignored" };
  const answer = useFileDiff(repository, file, reading);
  const { data: commit } = useCommit(repository, file.commit);
  const entry = commit?.id === file.commit ? commit.files.find(({ path }) => path === file.path) : undefined;
  const path = entry?.shown ?? shownPath(file.path);
  return (
    <DiffFrame
      path={path}
      answer={answer}
      isOther={!isOf(answer.data, file) || answer.isPlaceholderData}
      onClose={onClose}
      content={(shown) => (
        <DiffContentView
          // Another file begins at its top.
          key={JSON.stringify([shown.path, shown.between])}
          repository={repository}
          shown={shown}
          side={undefined}
          isStill
          hint=""
          options={options}
          onAll={() => setWhole(`${file.commit} ${file.path}`)}
          onMove={() => undefined}
          onDiscard={() => undefined}
        />
      )}
    >
      <DiffHead
        path={path}
        before={entry?.shownBefore ?? null}
        kind={entry?.change}
        options={options}
        onClose={onClose}
      >
        <span className={styles.side}>
          <Badge>{diffWords.inCommit(file.commit.slice(0, 8))}</Badge>
        </span>
        {entry && entry.change !== "deleted" && (
          <PageButton repository={repository} of={{ kind: "file", path: file.path, at: file.commit, lines: null }} />
        )}
      </DiffHead>
    </DiffFrame>
  );
}
