/** The panel of what is not committed yet: two lists, and the box that makes a commit of one of them. */
import { CircleCheck, Trash2, X } from "lucide-react";
import { useRef, useState } from "react";

import { countChanges } from "../../data/change_counts";
import { type ChangeActs, type FileOfSide, useChangeActs, useChanges } from "../../data/changes";
import { useFaultViews } from "../../data/faults";
import { useRememberedChoice } from "../../data/layout";
import type { ChangedPath, Changes, RepositoryId } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { filtered } from "../../parts/folders";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { LoadingState } from "../../parts/LoadingState";
import { SearchField } from "../../parts/SearchField";
import { Segmented } from "../../parts/Segmented";
import { SidePanel } from "../../parts/SidePanel";
import { changesWords, operationWords, watchingWords } from "../../text/changes";
import { ChangeList } from "./ChangeList";
import styles from "./ChangesPanel.module.css";
import { CommitBox } from "./CommitBox";
import { type Discard, DiscardBar } from "./DiscardBar";
import { LfsBanner } from "./LfsBanner";

interface ChangesPanelProps {
  repository: RepositoryId;
  /** The file whose differences are shown. */
  shown: FileOfSide | undefined;
  onOpen: (file: FileOfSide, by: "enter" | "click" | "moved") => void;
  onClose: () => void;
}

export function ChangesPanel({ repository, shown, onOpen, onClose }: ChangesPanelProps) {
  const asked = useChanges(repository);
  const faults = useFaultViews();
  const acts = useChangeActs(repository);
  const [discard, setDiscard] = useState<Discard | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const changes = asked.data;
  const closeDiscard = () => {
    setDiscard(null);
    // The bar takes the keyboard with it when it goes: it belongs to the lists.
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('[role="treegrid"]')?.focus());
  };
  return (
    <SidePanel
      ref={panel}
      title={changes ? headingOf(changes) : changesWords.label}
      bar={
        <>
          {changes && changes.unstaged.total > 0 && (
            <IconButton
              label={changesWords.discardAll}
              icon={Trash2}
              size="small"
              tone="danger"
              reason={hasConflict(changes.unstaged.paths) ? changesWords.conflictsStay : null}
              onPress={() => setDiscard({ kind: "all", total: changes.unstaged.total, files: changes.unstaged.paths })}
            />
          )}
          <IconButton label={changesWords.close} icon={X} size="small" onPress={onClose} />
        </>
      }
    >
      {!changes && asked.error && <ErrorState {...faults(asked.error, () => void asked.refetch())} />}
      {!changes && !asked.error && <LoadingState label={changesWords.loading} />}
      {changes && (
        <>
          {asked.error && <ErrorState {...faults(asked.error, () => void asked.refetch())} inline />}
          {changes.operation && (
            <p className={styles.operation} role="status">
              <strong>{operationWords.title(changes.operation)}</strong> {operationWords.text(changes.operation)}
            </p>
          )}
          {changes.lfsMissing > 0 && (
            <div className={styles.note}>
              <LfsBanner repository={repository} count={changes.lfsMissing} />
            </div>
          )}
          <Late watching={changes.watching} />
          <Files
            repository={repository}
            changes={changes}
            acts={acts}
            shown={shown}
            discard={discard}
            onDiscard={setDiscard}
            onKeep={closeDiscard}
            onOpen={onOpen}
          />
          <CommitBox repository={repository} changes={changes} />
        </>
      )}
    </SidePanel>
  );
}

function Late({ watching }: Pick<Changes, "watching">) {
  const words = watchingWords(watching);
  return (
    words && (
      <div className={styles.note}>
        <Banner tone="info" title={words.title}>
          {words.text}
        </Banner>
      </div>
    )
  );
}

function headingOf(changes: Changes): string {
  const { files, cut } = countChanges(changes);
  return visibleText(changesWords.heading(files, cut, changes.head));
}

function hasConflict(files: readonly ChangedPath[]): boolean {
  return files.some(({ change }) => change.kind === "conflicted");
}

interface FilesProps extends Pick<ChangesPanelProps, "repository" | "shown" | "onOpen"> {
  changes: Changes;
  acts: ChangeActs;
  discard: Discard | null;
  onDiscard: (discard: Discard) => void;
  onKeep: () => void;
}

function Files({ repository, changes, acts, shown, discard, onDiscard, onKeep, onOpen }: FilesProps) {
  const [way, setWay] = useRememberedChoice("changes as", ["path", "tree"], "path");
  const [filter, setFilter] = useState("");
  const { unstaged, staged } = changes;
  if (unstaged.total + staged.total === 0) {
    return (
      <div className={styles.lists}>
        <EmptyState icon={CircleCheck} title={changesWords.cleanTitle}>
          {changesWords.cleanText}
        </EmptyState>
      </div>
    );
  }
  const matching = (files: readonly ChangedPath[]) => filtered(files, (file) => file.shown, filter);
  const rest = { repository, way, filter: filter.trim(), acts };
  return (
    <>
      <div className={styles.tools}>
        <div className={styles.filter}>
          <SearchField label={changesWords.filter} value={filter} onChange={setFilter} />
        </div>
        <Segmented
          label={changesWords.showAs}
          choices={[
            { id: "path", label: changesWords.path },
            { id: "tree", label: changesWords.tree },
          ]}
          value={way}
          onChange={setWay}
        />
      </div>
      {discard && <DiscardBar discard={discard} acts={acts} onDone={onKeep} />}
      <div className={styles.lists}>
        <ChangeList
          side="unstaged"
          all={unstaged}
          files={matching(unstaged.paths)}
          shown={shown?.side === "unstaged" ? shown.path : undefined}
          onDiscard={(files) => onDiscard({ kind: "files", files })}
          onOpen={(path, by) => onOpen({ path, side: "unstaged" }, by)}
          {...rest}
        />
        <ChangeList
          side="staged"
          all={staged}
          files={matching(staged.paths)}
          shown={shown?.side === "staged" ? shown.path : undefined}
          onOpen={(path, by) => onOpen({ path, side: "staged" }, by)}
          {...rest}
        />
      </div>
    </>
  );
}
