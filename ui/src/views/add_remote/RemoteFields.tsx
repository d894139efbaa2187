/** How the remote is called, reached and pushed to; the wide button says what will happen or what is missing. */
import { useFaultViews } from "../../data/faults";
import type { Fault, Protocol } from "../../host/api.gen";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { FieldRow } from "../../parts/Field";
import { FormColumn } from "../../parts/FormColumn";
import { visibleText } from "../../parts/hostile";
import { Segmented } from "../../parts/Segmented";
import { TextField } from "../../parts/TextField";
import { protocolWords } from "../../text/clone";
import { remoteWords as words } from "../../text/remotes";
import { type Plan, protocolOf, type RemoteForm, type Target } from "./plan";

interface RemoteFieldsProps {
  form: RemoteForm;
  target: Target;
  suggested: string;
  plan: Plan;
  fault: Fault | null;
  isPending: boolean;
  onChange: (changes: Partial<RemoteForm>) => void;
  onAdd: () => void;
}

const protocols: readonly Protocol[] = ["https", "ssh"];
const fields = ["name", "url", "pushUrl"];

export function RemoteFields(props: RemoteFieldsProps) {
  const { form, target, suggested, plan, fault, isPending, onChange, onAdd } = props;
  const faults = useFaultViews();
  const whyNot = (field: string) =>
    fault?.kind === "invalid" && fault.field === field ? visibleText(fault.why) : null;
  const isElsewhere = fault?.kind === "invalid" && fields.includes(fault.field);
  const repository = target.kind === "account" ? target.repository : undefined;
  const name = form.name.trim() || suggested;
  const offers = (protocol: Protocol) => !repository || repository.cloneUrls.some((one) => one.protocol === protocol);
  return (
    <FormColumn
      label={words.how}
      act={plan.ready ? { ready: true, label: words.button(visibleText(name)) } : plan}
      isPending={isPending}
      onAct={onAdd}
    >
      <TextField
        label={words.name}
        value={form.name}
        onChange={(next) => onChange({ name: next })}
        placeholder={suggested}
        mono
        error={whyNot("name")}
        description={name === "" ? null : words.nameHint(visibleText(name))}
      />
      {target.kind === "account" && (
        <FieldRow label={words.protocol}>
          <div>
            <Segmented
              label={words.protocol}
              choices={protocols.map((id) => ({ id, label: protocolWords[id], isDisabled: !offers(id) }))}
              value={protocolOf(repository, form.protocol)}
              onChange={(protocol) => onChange({ protocol })}
            />
          </div>
        </FieldRow>
      )}
      <TextField
        label={words.pushUrl}
        description={words.pushUrlHint}
        value={form.pushUrl}
        onChange={(pushUrl) => onChange({ pushUrl })}
        mono
        error={whyNot("pushUrl")}
      />
      <Checkbox isSelected={form.fetches} onChange={(fetches) => onChange({ fetches })}>
        {words.fetch}
      </Checkbox>
      {fault && !isElsewhere && <ErrorState {...faults(fault, onAdd)} inline />}
    </FormColumn>
  );
}
