/** Makes the commit that stands in the box, and empties it once that is done. */
import { type Draft, emptyDraft, type Message } from "../../data/commit_draft";
import { type CommitRun, useCommitRun } from "../../data/commit_run";
import { useNotices } from "../../data/notices";
import type { CommitOutlook, Fault, RepositoryId } from "../../host/api.gen";
import { commitBoxWords } from "../../text/changes";
import { describeFault } from "../../text/faults";
import { sent } from "./commit_plan";

interface Written {
  readonly draft: Draft;
  readonly message: Message;
  readonly outlook: CommitOutlook | undefined;
}

interface MakeCommit extends CommitRun {
  readonly begin: (written: Written) => void;
}

export function useMakeCommit(repository: RepositoryId, setDraft: (draft: Draft) => void): MakeCommit {
  const commit = useCommitRun(repository);
  const { notify } = useNotices();
  const begin = ({ draft, message, outlook }: Written) => {
    const onSuccess = () => {
      // Only now: a message is kept until it is in a commit.
      setDraft(emptyDraft);
      const title = draft.amend ? commitBoxWords.amended : commitBoxWords.done;
      notify({ id: `commit ${repository}`, tone: "success", title, text: message.summary });
    };
    const onCancelled = (fault: Fault) => {
      const { title, sentence } = describeFault(fault);
      notify({ id: `commit ${repository}`, tone: "info", title, text: sentence });
    };
    commit.make(sent(draft, message, outlook), { onSuccess, onCancelled });
  };
  return { ...commit, begin };
}
