/** Asks before a push whether the repository's hook may run. */
import { useTrustRepository } from "../../data/hooks";
import { usePushBranch } from "../../data/sync";
import type { RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { syncWords } from "../../text/sync";

export function PushQuestion({ id, onClose }: { id: RepositoryId; onClose: () => void }) {
  const push = usePushBranch();
  const { trust } = useTrustRepository(id);
  return (
    <Dialog
      title={syncWords.pushTitle}
      isOpen
      onClose={onClose}
      role="alertdialog"
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {syncWords.cancel}
          </Button>
          <Button
            onPress={() => {
              onClose();
              push(id, true);
            }}
          >
            {syncWords.skipAndPush}
          </Button>
          <Button
            tone="primary"
            onPress={() => {
              onClose();
              trust(true, () => push(id, false));
            }}
          >
            {syncWords.trustAndPush}
          </Button>
        </>
      }
    >
      <p>{syncWords.pushText}</p>
    </Dialog>
  );
}
