/** Why a commit was not made, with the way on that fits. */
import { useFaultViews } from "../../data/faults";
import type { Fault } from "../../host/api.gen";
import { ErrorState } from "../../parts/ErrorState";
import { commitBoxWords } from "../../text/changes";

interface CommitFaultProps {
  fault: Fault;
  onAgain: () => void;
  onWithoutSigning: () => void;
  onClose: () => void;
}

export function CommitFault({ fault, onAgain, onWithoutSigning, onClose }: CommitFaultProps) {
  const view = useFaultViews()(fault, onAgain);
  // What a hook said stands below the button already.
  const detail = fault.kind === "hook" ? null : (view.detail ?? null);
  const unsigned = { label: commitBoxWords.withoutSigning, onPress: onWithoutSigning };
  const action = fault.kind === "signing" ? unsigned : (view.action ?? null);
  return (
    <div ref={show}>
      <ErrorState {...view} detail={detail} action={action} inline onClose={onClose} />
    </div>
  );
}

/** In a low window it would come below the edge. */
function show(node: HTMLElement | null) {
  node?.scrollIntoView({ block: "nearest" });
}
