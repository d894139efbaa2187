/** The form of a webhook, new or to be changed. A secret that is typed lives here only until it was handed over. */
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import type { HostPlace } from "../../data/places";
import { useChangeWebhook, useCreateWebhook } from "../../data/webhooks";
import type { Webhook } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { Fields } from "../../parts/Field";
import { visibleText } from "../../parts/hostile";
import { RadioGroup } from "../../parts/RadioGroup";
import { SecretField } from "../../parts/SecretField";
import { TextField } from "../../parts/TextField";
import { webhookFormWords as words } from "../../text/webhooks";
import { EventChoices } from "./EventChoices";
import { formOf, planOf, secretKinds, type WebhookForm } from "./webhook_form";
import styles from "./WebhooksDialog.module.css";

interface WebhookFieldsProps {
  place: HostPlace;
  /** None for a new one. */
  hook: Webhook | null;
  /** What the server can tell. */
  events: readonly string[];
  /** Says whether a secret was generated. */
  onDone: (generated: boolean) => void;
  onCancel: () => void;
}

const fields = ["name", "url", "events", "secret"];

export function WebhookFields({ place, hook, events, onDone, onCancel }: WebhookFieldsProps) {
  const [form, setForm] = useState(() => formOf(hook));
  const create = useCreateWebhook();
  const change = useChangeWebhook();
  const faults = useFaultViews();
  const { isPending, error: fault } = hook ? change : create;
  const plan = planOf(form);
  const set = (changes: Partial<WebhookForm>) => {
    create.clear();
    change.clear();
    setForm({ ...form, ...changes });
  };
  const whyNot = (field: string) =>
    fault?.kind === "invalid" && fault.field === field ? visibleText(fault.why) : null;
  const isElsewhere = fault?.kind === "invalid" && fields.includes(fault.field);
  const save = () => {
    if (!plan.ready || isPending) return;
    const { draft, secret } = plan;
    const done = async () => {
      await create.readAgain();
      onDone(secret.kind === "generate");
    };
    if (hook) void change.run({ ...place, webhook: hook.id, draft, secret }, done);
    else void create.run({ ...place, draft, secret }, done);
  };
  const act = hook ? words.save : words.create;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2 className={styles.formTitle}>{hook ? words.changeTitle(visibleText(hook.name)) : words.createTitle}</h2>
      <div className={styles.columns}>
        <Fields>
          <TextField
            label={words.name}
            value={form.name}
            onChange={(name) => set({ name })}
            placeholder={words.nameExample}
            error={whyNot("name")}
            autoFocus
          />
          <TextField
            label={words.url}
            value={form.url}
            onChange={(url) => set({ url })}
            placeholder={words.urlExample}
            description={words.urlHint}
            error={whyNot("url")}
            mono
          />
          <RadioGroup
            label={words.secret}
            description={words.secretHint}
            choices={secretKinds(hook).map((id) => ({ id, label: words.secrets[id] }))}
            value={form.secret}
            onChange={(secret) => set({ secret, typed: "" })}
            error={form.secret === "given" ? null : whyNot("secret")}
          />
          {form.secret === "given" && (
            <SecretField
              label={words.typed}
              value={form.typed}
              onChange={(typed) => set({ typed })}
              error={whyNot("secret")}
              autoFocus
            />
          )}
          <Checkbox isSelected={form.active} onChange={(active) => set({ active })} description={words.activeHint}>
            {words.active}
          </Checkbox>
          <Checkbox
            isSelected={form.verify}
            onChange={(verify) => set({ verify })}
            isDisabled={hook !== null && hook.verify === null}
            description={hook !== null && hook.verify === null ? words.verifyOld : words.verifyHint}
          >
            {words.verify}
          </Checkbox>
        </Fields>
        <EventChoices
          known={events}
          chosen={form.events}
          error={whyNot("events")}
          onChange={(next) => set({ events: next })}
        />
      </div>
      {fault && !isElsewhere && <ErrorState {...faults(fault, save)} inline />}
      <div className={styles.foot}>
        <Button onPress={onCancel}>{words.cancel}</Button>
        <Button tone="primary" type="submit" isPending={isPending} {...(plan.ready ? {} : { reason: plan.missing })}>
          {plan.ready ? act : plan.missing}
        </Button>
      </div>
    </form>
  );
}
