/** Asks who commits where the host of the remote knows the person by another address. */
import { useSettleIdentity } from "../../data/commit_helps";
import type { CommitOutlook, RepositoryId } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { identityWords } from "../../text/identity";

interface IdentityBarProps {
  repository: RepositoryId;
  outlook: CommitOutlook;
  isBusy: boolean;
  /** The person stays with who they are. */
  onAccept: () => void;
  /** It was decided: what was pressed goes away. */
  onDecided: () => void;
}

export function IdentityBar({ repository, outlook, isBusy, onAccept, onDecided }: IdentityBarProps) {
  const { settle, isPending } = useSettleIdentity(repository);
  const { expected, author } = outlook;
  if (expected === null) return null;
  const actions = (
    <>
      <Button
        size="small"
        isDisabled={isBusy}
        isPending={isPending}
        onPress={() => {
          onDecided();
          settle(expected);
        }}
      >
        {visibleText(identityWords.use(expected))}
      </Button>
      <Button
        size="small"
        isDisabled={isBusy}
        onPress={() => {
          onDecided();
          onAccept();
        }}
      >
        {visibleText(identityWords.accept(author.email))}
      </Button>
    </>
  );
  return (
    <Banner tone="warn" title={visibleText(identityWords.title(expected))} actions={actions}>
      {visibleText(identityWords.text(author.email))}
    </Banner>
  );
}
