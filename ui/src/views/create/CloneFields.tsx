/** Whether the new repository is cloned, where to, and how it is reached. */
import type { Fault, Protocol } from "../../host/api.gen";
import { Checkbox } from "../../parts/Checkbox";
import { visibleText } from "../../parts/hostile";
import { Segmented } from "../../parts/Segmented";
import { TextField } from "../../parts/TextField";
import { protocolWords } from "../../text/clone";
import { createWords as words } from "../../text/create";
import { describeFault } from "../../text/faults";
import { FolderField, joined } from "./FolderField";
import styles from "./CloneFields.module.css";
import { folderOf, type HostForm, suggestedFolder } from "./plan";

const protocols: readonly Protocol[] = ["https", "ssh"];

interface CloneFieldsProps {
  form: HostForm;
  /** The folder is in use. */
  taken: Fault | null;
  whyNot: (field: string) => string | null;
  onChange: (changes: Partial<HostForm>) => void;
}

export function CloneFields({ form, taken, whyNot, onChange }: CloneFieldsProps) {
  const name = folderOf(form);
  return (
    <>
      <div className={styles.clone}>
        <Checkbox isSelected={form.clones} onChange={(clones) => onChange({ clones })}>
          {words.clones}
        </Checkbox>
        <Segmented
          label={words.protocol}
          choices={protocols.map((id) => ({ id, label: protocolWords[id] }))}
          value={form.protocol}
          onChange={(protocol) => onChange({ protocol })}
        />
      </div>
      {form.clones && (
        <>
          <FolderField value={form.folder} onChange={(folder) => onChange({ folder })} error={whyNot("folder")} />
          <TextField
            label={words.folderName}
            value={form.folderName}
            onChange={(folderName) => onChange({ folderName })}
            placeholder={suggestedFolder(form.name)}
            mono
            error={taken ? visibleText(describeFault(taken).sentence) : whyNot("folderName")}
            description={name && form.folder.trim() ? words.made(joined(form.folder, name)) : null}
          />
        </>
      )}
    </>
  );
}
