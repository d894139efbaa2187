/** The panel at the right: what a commit says, who made it, what it changed. */
import { Copy, ExternalLink, GitCommitHorizontal, GitMerge, X } from "lucide-react";
import { useBuildResults } from "../../data/prebuilds";
import type { ReactNode } from "react";

import { useCopyText } from "../../data/application";
import type { FileOfCommit } from "../../data/differences";
import { useFaultViews } from "../../data/faults";
import { useCommit } from "../../data/history";
import { useHostPages } from "../../data/host_pages";
import type { Commit, RepositoryId } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { LoadingState } from "../../parts/LoadingState";
import { SidePanel } from "../../parts/SidePanel";
import { commitWords } from "../../text/commit";
import { remoteWords } from "../../text/remotes";
import styles from "./CommitPanel.module.css";
import { FileList } from "./FileList";
import { People } from "./People";
import { PrebuildMark } from "./PrebuildMark";
import { SignatureBadge } from "./SignatureBadge";

interface CommitPanelProps {
  repository: RepositoryId;
  /** None where nothing is chosen. */
  commit: string | undefined;
  /** Branches and tags at the commit, as the list draws them. */
  refs: ReactNode;
  /** The file whose differences are shown. */
  shown: FileOfCommit | undefined;
  onOpen: (file: FileOfCommit, by: "enter" | "click" | "moved") => void;
  onCommit: (commit: string) => void;
  onClose: () => void;
}

export function CommitPanel({ repository, commit, refs, shown, onOpen, onCommit, onClose }: CommitPanelProps) {
  return (
    <SidePanel
      title={commitWords.label}
      tone="quiet"
      bar={
        <>
          {commit !== undefined && <Sha repository={repository} commit={commit} />}
          <IconButton label={commitWords.close} icon={X} size="small" onPress={onClose} />
        </>
      }
    >
      {commit === undefined ? (
        <EmptyState icon={GitCommitHorizontal} title={commitWords.nothingTitle}>
          {commitWords.nothingText}
        </EmptyState>
      ) : (
        <Content
          repository={repository}
          commit={commit}
          refs={refs}
          shown={shown}
          onOpen={onOpen}
          onCommit={onCommit}
        />
      )}
    </SidePanel>
  );
}

function Sha({ repository, commit }: { repository: RepositoryId; commit: string }) {
  const copy = useCopyText();
  const pages = useHostPages(repository);
  return (
    <>
      <code className={styles.sha} title={commit}>
        {commit.slice(0, 10)}
      </code>
      <IconButton label={commitWords.copySha} icon={Copy} size="small" onPress={() => copy(commit)} />
      {pages && (
        <IconButton
          label={remoteWords.openOn(visibleText(pages.host))}
          icon={ExternalLink}
          size="small"
          onPress={() => pages.open({ kind: "commit", id: commit })}
        />
      )}
    </>
  );
}

function Content(props: Omit<CommitPanelProps, "commit" | "onClose"> & { commit: string }) {
  const { repository, commit, refs, shown, onOpen, onCommit } = props;
  const asked = useCommit(repository, commit);
  const faults = useFaultViews();
  if (asked.error) return <ErrorState {...faults(asked.error, () => void asked.refetch())} />;
  if (!asked.data) return <LoadingState label={commitWords.loading} />;
  return (
    <>
      <div className={styles.words} aria-busy={asked.data.id !== commit || undefined}>
        {refs && <div className={styles.refs}>{refs}</div>}
        <Message message={asked.data.message} />
        <Marks repository={repository} commit={asked.data} />
        <People commit={asked.data} />
        <Parents parents={asked.data.parents} onCommit={onCommit} />
      </div>
      {/* Another commit begins with a fresh list: scrolled to its top, folders open. */}
      <FileList key={asked.data.id} repository={repository} commit={asked.data} shown={shown} onOpen={onOpen} />
    </>
  );
}

function Message({ message }: { message: string }) {
  const [summary = "", ...rest] = message.trimEnd().split("\n");
  const body = rest.join("\n").replace(/^\n+/, "");
  if (summary.trim() === "" && body === "") return <p className={styles.none}>{commitWords.noMessage}</p>;
  return (
    <>
      <h3 className={styles.summary}>
        <HostileText text={summary} />
      </h3>
      {body !== "" && (
        <p className={styles.body}>
          <HostileText text={body} lines />
        </p>
      )}
    </>
  );
}

function Marks({ repository, commit: { id, signed, parents } }: { repository: RepositoryId; commit: Commit }) {
  const result = useBuildResults(repository)(id);
  if (!signed && parents.length < 2 && !result) return null;
  return (
    <div className={styles.marks}>
      {parents.length > 1 && <Badge icon={GitMerge}>{commitWords.merge}</Badge>}
      {signed && <SignatureBadge repository={repository} commit={id} />}
      {result && <PrebuildMark repository={repository} result={result} />}
    </div>
  );
}

function Parents({ parents, onCommit }: { parents: readonly string[]; onCommit: (commit: string) => void }) {
  if (parents.length === 0) return <p className={styles.none}>{commitWords.noParent}</p>;
  return (
    <div className={styles.parents}>
      <span className={styles.label}>{commitWords.parents(parents.length)}</span>
      {parents.map((parent) => (
        <Button
          key={parent}
          tone="quiet"
          size="small"
          aria-label={commitWords.parent(parent.slice(0, 8))}
          onPress={() => onCommit(parent)}
        >
          <code className={styles.parent}>{parent.slice(0, 8)}</code>
        </Button>
      ))}
    </div>
  );
}
