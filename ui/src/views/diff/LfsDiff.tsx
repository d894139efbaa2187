/** How a file of Git LFS differs: in sizes, for its bytes are no lines. */
import { HardDrive } from "lucide-react";

import { useFetchLfs } from "../../data/lfs";
import type { ChangeSide, LfsVersion, RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { lfsWords } from "../../text/lfs";

interface LfsDiffProps {
  repository: RepositoryId;
  /** None in a commit: only what belongs into the work tree is downloaded. */
  side: ChangeSide | undefined;
  before: LfsVersion | null;
  after: LfsVersion | null;
}

export function LfsDiff({ repository, side, before, after }: LfsDiffProps) {
  const { fetch, isRunning } = useFetchLfs();
  const newest = after ?? before;
  const canFetch = side !== undefined && after?.missing === true;
  return (
    <EmptyState
      icon={HardDrive}
      title={lfsWords.diffTitle}
      action={
        canFetch && (
          <Button isPending={isRunning} onPress={() => fetch(repository)}>
            {lfsWords.fetch}
          </Button>
        )
      }
    >
      <p>{lfsWords.diffText(before, after)}</p>
      {canFetch && <p>{lfsWords.diffMissing}</p>}
      {newest?.oid && <p>{lfsWords.name(newest.oid)}</p>}
    </EmptyState>
  );
}
