/** Asks, next to the profile, whether it should really go. */
import { useReport } from "../../data/notices";
import { useRemoveProfile } from "../../data/profiles";
import type { Profile } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { profilePaneWords } from "../../text/preferences";

export function RemoveProfile({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const remove = useRemoveProfile();
  const report = useReport();
  return (
    <Banner
      tone="warn"
      title={profilePaneWords.removeTitle(visibleText(profile.name))}
      actions={
        <>
          <Button
            size="small"
            tone="danger"
            isPending={remove.isPending}
            onPress={() => remove.mutate({ id: profile.id }, { onError: report, onSettled: onDone })}
          >
            {profilePaneWords.removeYes}
          </Button>
          <Button size="small" onPress={onDone} autoFocus>
            {profilePaneWords.cancel}
          </Button>
        </>
      }
    >
      {profilePaneWords.removeText}
    </Banner>
  );
}
