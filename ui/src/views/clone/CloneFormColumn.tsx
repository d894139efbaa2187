/** Where the clone goes and how much of it; the wide button says what will happen or what is missing. */
import type { UseMutationResult } from "@tanstack/react-query";

import { usePickFolder } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import type { CloneRepository, Fault, JobId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { FormColumn } from "../../parts/FormColumn";
import { visibleText } from "../../parts/hostile";
import { QuietText } from "../../parts/QuietText";
import { TextField } from "../../parts/TextField";
import { describeFault } from "../../text/faults";
import { cloneWords as words } from "../../text/clone";
import { BranchField } from "./BranchField";
import { DepthField } from "./DepthField";
import { type CloneForm, type Origin, type Plan, suggestedName } from "./plan";
import { ProtocolField } from "./ProtocolField";

interface CloneFormColumnProps {
  form: CloneForm;
  origin: Origin;
  plan: Plan;
  clone: Pick<UseMutationResult<JobId, Fault, CloneRepository>, "error" | "isPending">;
  /** Why it may fail, where that is known before. */
  warning: string | undefined;
  onChange: (changes: Partial<CloneForm>) => void;
  onStart: () => void;
}

/** Fields of this column that an `invalid` fault may name. */
const ownFields = ["folder", "name", "branch", "depth"];

export function CloneFormColumn({ form, origin, plan, clone, warning, onChange, onStart }: CloneFormColumnProps) {
  const pick = usePickFolder();
  const faults = useFaultViews();
  const fault = clone.error;
  const whyNot = (field: string) =>
    fault?.kind === "invalid" && fault.field === field ? visibleText(fault.why) : null;
  const taken = fault?.kind === "taken" ? visibleText(describeFault(fault).sentence) : null;
  const isElsewhere = fault?.kind === "invalid" && (ownFields.includes(fault.field) || fault.field === "url");
  const repository = origin.kind === "account" ? origin.repository : undefined;
  const name = form.name.trim() || suggestedName(form, origin);
  return (
    <FormColumn
      label={words.where}
      act={plan}
      isPending={clone.isPending}
      onAct={onStart}
      note={warning && <QuietText live>{warning}</QuietText>}
    >
      <TextField
        label={words.folder}
        value={form.folder}
        onChange={(folder) => onChange({ folder })}
        error={whyNot("folder")}
        mono
        end={
          <Button onPress={() => pick(words.pickTitle, form.folder || null, (folder) => onChange({ folder }))}>
            {words.browse}
          </Button>
        }
      />
      <TextField
        label={words.name}
        value={form.name}
        onChange={(next) => onChange({ name: next })}
        placeholder={suggestedName(form, origin)}
        error={taken ?? whyNot("name")}
        description={plan.ready ? words.into(visibleText(joined(form.folder, name))) : undefined}
        mono
      />
      {origin.kind === "account" && (
        <ProtocolField repository={repository} wish={form.protocol} onChange={(protocol) => onChange({ protocol })} />
      )}
      <BranchField
        origin={origin}
        value={form.branch}
        error={whyNot("branch")}
        onChange={(branch) => onChange({ branch })}
      />
      <DepthField history={form.history} depth={form.depth} error={whyNot("depth")} onChange={onChange} />
      <Checkbox isSelected={form.submodules} onChange={(submodules) => onChange({ submodules })}>
        {words.submodules}
      </Checkbox>
      {fault && !taken && !isElsewhere && <ErrorState {...faults(fault, onStart)} inline />}
    </FormColumn>
  );
}

/** The folder of the clone as it is shown, in the way of the desktop the folder was written on. */
function joined(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return `${folder.trim().replace(/[/\\]+$/, "")}${separator}${name}`;
}
