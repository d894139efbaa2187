/** How commits of a repository are built: the person's command, whether the host is told; and the offer of a webhook. */
import { Webhook } from "lucide-react";
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import { usePlaces } from "../../data/places";
import { usePrebuildActs } from "../../data/prebuilds";
import { useHostedPlace } from "../../data/host_places";
import { useMayNotAdminister } from "../../data/webhooks";
import type { PrebuildPlan, RepositoryId } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { QuietText } from "../../parts/QuietText";
import { TextArea } from "../../parts/TextArea";
import { prebuildWords as words } from "../../text/prebuilds";
import { webhookWords } from "../../text/webhooks";
import styles from "./PrebuildsDialog.module.css";

interface PlanFormProps {
  id: RepositoryId;
  plan: PrebuildPlan;
  trusted: boolean;
}

export function PlanForm({ id, plan, trusted }: PlanFormProps) {
  const [command, setCommand] = useState(plan.command ?? "");
  const [publish, setPublish] = useState(plan.publish);
  const { plan: save, trust } = usePrebuildActs(id);
  const faults = useFaultViews();
  const wished = { command: command.trim() === "" ? null : command.trim(), publish };
  const isSame = wished.command === plan.command && wished.publish === plan.publish;
  return (
    <section className={styles.plan} aria-label={words.plan}>
      <h3 className={styles.heading}>{words.plan}</h3>
      <TextArea label={words.command} placeholder={words.commandHint} value={command} onChange={setCommand} rows={2} />
      <QuietText>{words.commandText}</QuietText>
      <Checkbox isSelected={publish} onChange={setPublish} description={words.publishText}>
        {words.publish}
      </Checkbox>
      {!trusted && wished.command !== null && (
        <Banner
          tone="warn"
          title={words.untrusted}
          actions={
            <Button size="small" onPress={() => trust.mutate({ id, trusted: true })}>
              {words.trust}
            </Button>
          }
        />
      )}
      {save.error && <ErrorState {...faults(save.error)} inline />}
      <div className={styles.foot}>
        <Button
          tone="primary"
          reason={isSame ? words.same : null}
          isPending={save.isPending}
          onPress={() => save.mutate({ id, plan: wished })}
        >
          {words.save}
        </Button>
        <span className={styles.room} />
        <WebhookOffer id={id} />
      </div>
    </section>
  );
}

/** Offered, never made by itself: for a server of the person's, to those who have the right. */
function WebhookOffer({ id }: { id: RepositoryId }) {
  const places = usePlaces();
  const hooked = useHostedPlace(id);
  const mayNot = useMayNotAdminister();
  const reason = hooked === undefined ? words.noHost : mayNot(hooked.account) ? webhookWords.noRight : null;
  const go = () => {
    if (hooked === undefined) return;
    places.showPrebuilds(null);
    places.showWebhooks(hooked);
  };
  return (
    <>
      <QuietText>{words.webhookText}</QuietText>
      <Button icon={Webhook} reason={reason} onPress={go}>
        {words.webhook}
      </Button>
    </>
  );
}
