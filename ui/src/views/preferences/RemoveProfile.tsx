/** Asks, next to the profile, whether it should really go. */
import { useReport } from "../../data/notices";
import { useRemoveProfile } from "../../data/profiles";
import type { Profile } from "../../host/api.gen";
import { AskBar } from "../../parts/AskBar";
import { visibleText } from "../../parts/hostile";
import { profilePaneWords } from "../../text/preferences";

export function RemoveProfile({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const remove = useRemoveProfile();
  const report = useReport();
  return (
    <AskBar
      title={profilePaneWords.removeTitle(visibleText(profile.name))}
      act={profilePaneWords.removeYes}
      keep={profilePaneWords.cancel}
      isPending={remove.isPending}
      isFinal
      flush
      onAct={() => remove.mutate({ id: profile.id }, { onError: report, onSettled: onDone })}
      onKeep={onDone}
    >
      {profilePaneWords.removeText}
    </AskBar>
  );
}
