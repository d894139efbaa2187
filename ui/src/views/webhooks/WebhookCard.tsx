/** A webhook in the list: what it is, how its last delivery went, and all that can be done with it. */
import { KeyRound, PencilLine, Power, Send, ShieldOff, Trash2, History } from "lucide-react";
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import type { HostPlace } from "../../data/places";
import { useDeleteWebhook, useTestWebhook } from "../../data/webhooks";
import type { Webhook } from "../../host/api.gen";
import { AskBar } from "../../parts/AskBar";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { ErrorState } from "../../parts/ErrorState";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { QuietText } from "../../parts/QuietText";
import { eventWords, webhookWords as words } from "../../text/webhooks";
import { DeliveryLine } from "./DeliveryLine";
import { DeliveryList } from "./DeliveryList";
import styles from "./WebhooksDialog.module.css";

interface WebhookCardProps {
  place: HostPlace;
  hook: Webhook;
  onChange: () => void;
}

export function WebhookCard({ place, hook, onChange }: WebhookCardProps) {
  const { id, last } = hook;
  const name = visibleText(hook.name);
  const test = useTestWebhook();
  const remove = useDeleteWebhook();
  const faults = useFaultViews();
  const [asks, setAsks] = useState(false);
  const [listed, setListed] = useState(false);
  const named = { ...place, webhook: id, name: hook.name };
  const tryIt = () => test.mutate(named);
  const removeIt = () => remove.mutate(named, { onError: () => setAsks(false) });
  return (
    <Card
      name={hook.name}
      marks={<Marks hook={hook} />}
      end={
        <>
          <Button
            size="small"
            icon={Send}
            aria-label={words.testNamed(name)}
            isPending={test.isPending}
            onPress={tryIt}
          >
            {words.test}
          </Button>
          <IconButton
            label={words.deliveriesNamed(name)}
            icon={History}
            size="small"
            isPressedDown={listed}
            onPress={() => setListed(!listed)}
          />
          <IconButton label={words.changeNamed(name)} icon={PencilLine} size="small" onPress={onChange} />
          <IconButton label={words.removeNamed(name)} icon={Trash2} size="small" onPress={() => setAsks(true)} />
        </>
      }
    >
      <p className={styles.url} title={visibleText(hook.url)}>
        <HostileText text={hook.url} />
      </p>
      <p className={styles.events} title={visibleText(hook.events.map(eventWords).join("\n"))}>
        <HostileText text={hook.events.map(eventWords).join(" · ")} />
      </p>
      {test.data ? (
        <DeliveryLine label={words.tested} delivery={{ ...test.data, event: "" }} open />
      ) : last ? (
        <DeliveryLine label={words.lastSent} delivery={last} />
      ) : (
        <QuietText>{words.neverSent}</QuietText>
      )}
      {test.error && <ErrorState {...faults(test.error, tryIt)} inline onClose={test.reset} />}
      {remove.error && <ErrorState {...faults(remove.error)} inline onClose={remove.reset} />}
      {asks && (
        <AskBar
          title={words.removeTitle(name)}
          act={words.remove}
          keep={words.keep}
          isFinal
          flush
          isPending={remove.isPending}
          onAct={removeIt}
          onKeep={() => setAsks(false)}
        >
          {words.removeText(visibleText(hook.url))}
        </AskBar>
      )}
      {listed && <DeliveryList place={place} webhook={id} label={words.deliveriesNamed(name)} />}
    </Card>
  );
}

/** Only what is worth a warning. */
function Marks({ hook: { active, signed, verify } }: { hook: Webhook }) {
  return (
    <span className={styles.marks}>
      {!active && <Badge icon={Power}>{words.off}</Badge>}
      {!signed && (
        <span title={words.unsignedHint}>
          <Badge tone="warn" icon={KeyRound}>
            {words.unsigned}
          </Badge>
        </span>
      )}
      {verify === false && (
        <span title={words.uncheckedHint}>
          <Badge tone="warn" icon={ShieldOff}>
            {words.unchecked}
          </Badge>
        </span>
      )}
    </span>
  );
}
