/**
 * A field with suggestions: type to narrow, or write something that is not on the list.
 *
 *   <ComboBox label="Branch" choices={branches} value={text} onChange={setText} onChoose={(id) => …} />
 *
 * `value` is the text in the field. `choices` are shown as given: the caller filters, so that a server may do it.
 */
import { ChevronDown } from "lucide-react";
import { Button, ComboBox as AriaComboBox, Input, ListBox, Popover } from "react-aria-components";

import styles from "./ComboBox.module.css";
import { boxClass, FieldBody, fieldClass, type FieldWords, inputClass } from "./Field";
import { type Choice, ChoiceRow, dropDownClasses } from "./Select";
import { usePartWords } from "./words";

interface ComboBoxProps extends FieldWords {
  choices: readonly Choice<string>[];
  value: string;
  onChange: (text: string) => void;
  onChoose: (id: string) => void;
  placeholder?: string;
  /** Shown where nothing fits. */
  empty: string;
  isDisabled?: boolean;
}

export function ComboBox(props: ComboBoxProps) {
  const { label, description, error, choices, value, onChange, onChoose, placeholder, empty, isDisabled } = props;
  const words = usePartWords();
  return (
    <AriaComboBox
      className={fieldClass}
      items={choices}
      inputValue={value}
      onInputChange={onChange}
      onChange={(key) => typeof key === "string" && onChoose(key)}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
    >
      <FieldBody label={label} description={description} error={error}>
        <div className={boxClass}>
          <Input className={inputClass} placeholder={placeholder ?? ""} spellCheck={false} />
          <Button className={styles.open ?? ""} aria-label={words.openMenu}>
            <ChevronDown size="1.4rem" aria-hidden />
          </Button>
        </div>
      </FieldBody>
      <Popover className={`${dropDownClasses.popover} ${styles.popover}`}>
        <ListBox className={dropDownClasses.list} renderEmptyState={() => <p className={styles.empty}>{empty}</p>}>
          {(choice: Choice<string>) => <ChoiceRow choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
