/**
 * One of a few known things.
 *
 *   <Select label="Protocol" choices={[{ id: "https", label: "HTTPS" }, …]} value={protocol} onChange={setProtocol} />
 *   <Select … quietLabel />      label for screen readers only (toolbars)
 */
import { Check, ChevronDown } from "lucide-react";
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from "react-aria-components";

import { FieldBody, fieldClass, type FieldWords } from "./Field";
import styles from "./Select.module.css";

/** Something that can be chosen. */
export interface Choice<K extends string> {
  id: K;
  label: string;
  description?: string;
}

interface SelectProps<K extends string> extends FieldWords {
  choices: readonly Choice<K>[];
  value: K;
  onChange: (value: K) => void;
  quietLabel?: boolean;
  isDisabled?: boolean;
}

export function Select<K extends string>(props: SelectProps<K>) {
  const { label, description, error, choices, value, onChange, quietLabel, isDisabled } = props;
  const trigger = (
    <Button className={styles.button ?? ""}>
      <SelectValue className={styles.value ?? ""}>{({ selectedText }) => selectedText}</SelectValue>
      <ChevronDown size="1.4rem" aria-hidden />
    </Button>
  );
  return (
    <AriaSelect
      className={quietLabel ? (styles.quiet ?? "") : fieldClass}
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      {...(quietLabel ? { "aria-label": label } : {})}
    >
      {quietLabel ? (
        trigger
      ) : (
        <FieldBody label={label} description={description} error={error}>
          {trigger}
        </FieldBody>
      )}
      <Popover className={styles.popover ?? ""}>
        <ListBox items={choices} className={styles.list ?? ""}>
          {(choice) => <ChoiceRow choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** A row of a drop-down: only for Select and ComboBox. */
export function ChoiceRow({ choice }: { choice: Choice<string> }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className={styles.item ?? ""}>
      {({ isSelected }) => (
        <>
          <span className={styles.words}>
            <span className={styles.label}>{choice.label}</span>
            {choice.description && <span className={styles.description ?? ""}>{choice.description}</span>}
          </span>
          {isSelected && <Check size="1.4rem" aria-hidden />}
        </>
      )}
    </ListBoxItem>
  );
}

export const dropDownClasses = { popover: styles.popover ?? "", list: styles.list ?? "" };
