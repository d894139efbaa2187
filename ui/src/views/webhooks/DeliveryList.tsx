/** What the server remembers of a webhook's deliveries: the last of each kind, and how many there were. */
import { useFaultViews } from "../../data/faults";
import type { HostPlace } from "../../data/places";
import { useDeliveries } from "../../data/webhooks";
import { ErrorState } from "../../parts/ErrorState";
import { LoadingState } from "../../parts/LoadingState";
import { QuietText } from "../../parts/QuietText";
import { countWords, webhookWords as words } from "../../text/webhooks";
import { DeliveryLine } from "./DeliveryLine";
import styles from "./WebhooksDialog.module.css";

export function DeliveryList({ place, webhook, label }: { place: HostPlace; webhook: number; label: string }) {
  const asked = useDeliveries(place, webhook);
  const faults = useFaultViews();
  if (asked.isPending) return <LoadingState label={words.deliveriesLoading} />;
  if (asked.error) return <ErrorState {...faults(asked.error, () => void asked.refetch())} inline />;
  const { last } = asked.data;
  return (
    <section className={styles.deliveries} aria-label={label}>
      <QuietText>
        {last.length === 0 ? words.neverSent : `${countWords(asked.data)}. ${words.deliveriesHint}`}
      </QuietText>
      {last.map((delivery) => (
        <DeliveryLine key={delivery.outcome} delivery={delivery} open />
      ))}
    </section>
  );
}
