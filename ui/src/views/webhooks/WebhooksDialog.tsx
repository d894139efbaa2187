/** The webhooks of a repository on a host: the list, or the form of one of them. */
import { Plus, ShieldX, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import type { HostPlace } from "../../data/places";
import { useWebhooks } from "../../data/webhooks";
import type { Fault, Webhook, Webhooks } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { CardList } from "../../parts/Card";
import { Details } from "../../parts/Details";
import { Dialog } from "../../parts/Dialog";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { webhookWords as words } from "../../text/webhooks";
import { WebhookCard } from "./WebhookCard";
import { WebhookFields } from "./WebhookFields";
import styles from "./WebhooksDialog.module.css";

interface WebhooksDialogProps {
  place: HostPlace;
  onClose: () => void;
}

/** What the dialog shows: the list, or the form of a webhook; of a new one without any. */
type Showing = { readonly form: Webhook | null } | undefined;

export function WebhooksDialog({ place, onClose }: WebhooksDialogProps) {
  const { project, slug } = place.repository;
  return (
    <Dialog title={words.title(visibleText(`${project}/${slug}`))} isOpen onClose={onClose} width="wide">
      <Content place={place} onLeave={onClose} />
    </Dialog>
  );
}

function Content({ place, onLeave }: { place: HostPlace; onLeave: () => void }) {
  const asked = useWebhooks(place);
  const faults = useFaultViews();
  const [showing, setShowing] = useState<Showing>();
  const [copied, setCopied] = useState(false);
  if (asked.isPending) return <LoadingState label={words.loading} />;
  if (asked.error && !asked.data)
    return <Refused fault={asked.error} onRetry={() => void asked.refetch()} onLeave={onLeave} />;
  if (showing) {
    return (
      <WebhookFields
        place={place}
        hook={showing.form}
        events={asked.data?.events ?? []}
        onDone={(generated) => {
          setCopied(generated);
          setShowing(undefined);
        }}
        onCancel={() => setShowing(undefined)}
      />
    );
  }
  return (
    <div className={styles.content}>
      {asked.error && <ErrorState {...faults(asked.error, () => void asked.refetch())} inline />}
      {copied && (
        <Banner tone="success" title={words.copied} onClose={() => setCopied(false)}>
          {words.copiedText}
        </Banner>
      )}
      <List place={place} found={asked.data} onForm={(form) => setShowing({ form })} />
    </div>
  );
}

/** Without the right there is nothing to try again: it is said whom to ask. */
function Refused({ fault, onRetry, onLeave }: { fault: Fault; onRetry: () => void; onLeave: () => void }) {
  const view = useFaultViews()(fault, onRetry);
  if (fault.kind !== "denied") return <ErrorState {...view} />;
  const { action, detail } = view;
  const seen = () => {
    // Preferences lie behind dialogs.
    onLeave();
    action?.onPress();
  };
  return (
    <div className={styles.refused} role="alert">
      <EmptyState
        icon={ShieldX}
        title={words.deniedTitle}
        action={action && <Button onPress={seen}>{action.label}</Button>}
      >
        {words.deniedText}
      </EmptyState>
      {detail && <Details text={detail} />}
    </div>
  );
}

interface ListProps {
  place: HostPlace;
  found: Webhooks;
  onForm: (hook: Webhook | null) => void;
}

function List({ place, found: { webhooks }, onForm }: ListProps) {
  const create = (
    <Button tone="primary" icon={Plus} onPress={() => onForm(null)}>
      {words.create}
    </Button>
  );
  if (webhooks.length === 0) {
    return (
      <EmptyState icon={WebhookIcon} title={words.none} action={create}>
        {words.noneText}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.top}>
        <p className={styles.intro}>{words.intro}</p>
        {create}
      </div>
      <CardList
        label={words.list}
        cards={webhooks.map((hook) => ({
          key: hook.id,
          card: <WebhookCard place={place} hook={hook} onChange={() => onForm(hook)} />,
        }))}
      />
    </>
  );
}
