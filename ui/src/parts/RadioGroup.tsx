/**
 * One of a few things, all in sight with a sentence each.
 *
 *   <RadioGroup label="Proxy" choices={[{ id, label, description }]} value={kind} onChange={setKind} />
 */
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components";

import { FieldBody, fieldClass, type FieldWords } from "./Field";
import styles from "./RadioGroup.module.css";
import type { Choice } from "./Select";

interface RadioGroupProps<K extends string> extends FieldWords {
  choices: readonly Choice<K>[];
  value: K | null;
  onChange: (value: K) => void;
}

export function RadioGroup<K extends string>(props: RadioGroupProps<K>) {
  const { label, description, error, choices, value, onChange } = props;
  return (
    <AriaRadioGroup
      className={fieldClass}
      value={value}
      onChange={(id) => onChange(id as K)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldBody label={label} description={description} error={error}>
        <div className={styles.choices}>
          {choices.map((choice) => (
            <Radio key={choice.id} value={choice.id} className={styles.radio ?? ""}>
              <span className={styles.disc} aria-hidden />
              <span className={styles.words}>
                {choice.label}
                {choice.description && <span className={styles.description}>{choice.description}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldBody>
    </AriaRadioGroup>
  );
}
