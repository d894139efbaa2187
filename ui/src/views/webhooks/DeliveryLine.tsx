/** How a delivery went, and what the other end said. */
import type { Delivery } from "../../host/api.gen";
import { HostileText } from "../../parts/HostileText";
import { RelativeTime } from "../../parts/RelativeTime";
import { Verdict } from "../../parts/Verdict";
import { deliveryWords, eventWords, webhookWords as words } from "../../text/webhooks";
import styles from "./WebhooksDialog.module.css";

interface DeliveryLineProps {
  label?: string;
  delivery: Delivery;
  /** Shows what was said. */
  open?: boolean;
}

export function DeliveryLine({ label, delivery, open = false }: DeliveryLineProps) {
  const { event, sent, outcome, said } = delivery;
  return (
    <div className={styles.delivery}>
      <p className={styles.told}>
        {label && <span className={styles.label}>{label}</span>}
        <Verdict is={outcome === "success" ? "yes" : "no"}>{deliveryWords(delivery)}</Verdict>
        {event !== "" && (
          <span className={styles.event}>
            <HostileText text={eventWords(event)} />
          </span>
        )}
        {sent !== null && (
          <span className={styles.when}>
            <RelativeTime time={sent} />
          </span>
        )}
      </p>
      {open && said !== "" && (
        <pre className={styles.said} tabIndex={0} aria-label={outcome === "error" ? words.saidError : words.said}>
          <HostileText text={said} lines />
        </pre>
      )}
    </div>
  );
}
