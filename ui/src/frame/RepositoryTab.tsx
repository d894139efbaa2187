/** What a repository's tab shows: its columns, put together from views that don't know each other. */
import { FolderX } from "lucide-react";

import { useFaultViews } from "../data/faults";
import { useRepository } from "../data/repositories";
import { useTabs } from "../data/tabs";
import type { RepositoryId } from "../host/api.gen";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { ErrorState } from "../parts/ErrorState";
import { LoadingState } from "../parts/LoadingState";
import { historyWords } from "../text/history";
import { repositoriesWords } from "../text/repositories";
import { ChangesPanel } from "../views/changes/ChangesPanel";
import { CommitPanel } from "../views/commit/CommitPanel";
import { CommitDiffView } from "../views/diff/CommitDiffView";
import { DiffView } from "../views/diff/DiffView";
import { FileView } from "../views/diff/FileView";
import { PullRequestPage } from "../views/pull_request/PullRequestPage";
import { RepositoryView } from "../views/repository/RepositoryView";

export function RepositoryTab({ id }: { id: RepositoryId }) {
  const repository = useRepository(id);
  const faults = useFaultViews();
  const tabs = useTabs();
  if (repository.isPending) return <LoadingState label={historyWords.loading} />;
  if (repository.error?.kind === "notFound") {
    return (
      <EmptyState
        icon={FolderX}
        title={repositoriesWords.missing}
        action={<Button onPress={() => tabs.close(id)}>{repositoriesWords.closeTab}</Button>}
      >
        {repositoriesWords.missingText}
      </EmptyState>
    );
  }
  if (repository.error) return <ErrorState {...faults(repository.error, () => void repository.refetch())} />;
  return (
    <RepositoryView
      key={id}
      id={id}
      commitPanel={(place) => <CommitPanel repository={id} {...place} />}
      changesPanel={(place) => <ChangesPanel repository={id} {...place} />}
      diff={({ file, onOpen, onClose }) =>
        "side" in file ? (
          <DiffView repository={id} file={file} onOpen={onOpen} onClose={onClose} />
        ) : "whole" in file ? (
          <FileView repository={id} file={file} onClose={onClose} />
        ) : (
          <CommitDiffView repository={id} file={file} onClose={onClose} />
        )
      }
      pullRequestPage={({ account, repository: path, number }, onBack) => (
        <PullRequestPage
          key={`${path.project}/${path.slug}/${number}`}
          here={id}
          account={account}
          repository={path}
          number={number}
          onBack={onBack}
        />
      )}
    />
  );
}
