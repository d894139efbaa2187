/** What a webhook is told, in groups. */
import { Checkbox } from "../../parts/Checkbox";
import { visibleText } from "../../parts/hostile";
import { eventName, webhookFormWords as words } from "../../text/webhooks";
import { eventGroups } from "./webhook_form";
import styles from "./WebhooksDialog.module.css";

interface EventChoicesProps {
  /** What the server can tell. */
  known: readonly string[];
  chosen: readonly string[];
  error: string | null;
  onChange: (events: string[]) => void;
}

export function EventChoices({ known, chosen, error, onChange }: EventChoicesProps) {
  const toggle = (event: string, on: boolean) =>
    onChange(on ? [...chosen, event] : chosen.filter((other) => other !== event));
  return (
    <div className={styles.choices} role="group" aria-label={words.events}>
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {eventGroups(known, chosen).map(({ id, events }) => (
        <fieldset key={id} className={styles.group}>
          <legend className={styles.legend}>{words.groups[id]}</legend>
          <div className={styles.boxes}>
            {events.map((event) => (
              <Checkbox key={event} isSelected={chosen.includes(event)} onChange={(on) => toggle(event, on)}>
                {visibleText(eventName(event))}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
