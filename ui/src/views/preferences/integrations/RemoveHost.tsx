/** Takes a server out of the profile, after asking next to the button. */
import { useState } from "react";

import { useRemoveHost } from "../../../data/hosts";
import { useReport } from "../../../data/notices";
import type { Host } from "../../../host/api.gen";
import { Banner } from "../../../parts/Banner";
import { Button } from "../../../parts/Button";
import { visibleText } from "../../../parts/hostile";
import { integrationWords } from "../../../text/integrations";

export function RemoveHost({ host, onRemoved }: { host: Host; onRemoved: () => void }) {
  const [asked, setAsked] = useState(false);
  const remove = useRemoveHost();
  const report = useReport();
  if (!asked) {
    return (
      <div>
        <Button tone="danger" onPress={() => setAsked(true)}>
          {integrationWords.removeHost}
        </Button>
      </div>
    );
  }
  return (
    <Banner
      tone="warn"
      title={integrationWords.removeHostTitle(visibleText(host.name))}
      actions={
        <>
          <Button
            size="small"
            tone="danger"
            isPending={remove.isPending}
            onPress={() => remove.mutate({ id: host.id }, { onSuccess: onRemoved, onError: report })}
          >
            {integrationWords.removeYes}
          </Button>
          <Button size="small" onPress={() => setAsked(false)} autoFocus>
            {integrationWords.cancel}
          </Button>
        </>
      }
    >
      {integrationWords.removeHostText}
    </Banner>
  );
}
