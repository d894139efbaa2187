/**
 * Yes or no.
 *
 *   <Checkbox isSelected={deep} onChange={setDeep} description="Takes longer">Clone submodules</Checkbox>
 */
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components";

import styles from "./Checkbox.module.css";

interface CheckboxProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
  description?: string;
  children: ReactNode;
}

export function Checkbox({ description, children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={styles.checkbox ?? ""}>
      <span className={styles.box} aria-hidden>
        <Check size="1.2rem" strokeWidth={3} />
      </span>
      <span className={styles.words}>
        {children}
        {description && <span className={styles.description}>{description}</span>}
      </span>
    </AriaCheckbox>
  );
}
