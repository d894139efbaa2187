/**
 * One of the eight lane colours, each with its name.
 *
 *   <Swatches label="Colour" names={["Green", …]} value={2} onChange={setColor} />
 */
import { Radio, RadioGroup } from "react-aria-components";

import { FieldBody, fieldClass } from "./Field";
import styles from "./Swatches.module.css";

interface SwatchesProps {
  label: string;
  names: readonly string[];
  value: number;
  onChange: (value: number) => void;
}

export function Swatches({ label, names, value, onChange }: SwatchesProps) {
  return (
    <RadioGroup
      className={fieldClass}
      orientation="horizontal"
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    >
      <FieldBody label={label}>
        <div className={styles.swatches}>
          {names.map((name, index) => (
            <Radio key={name} value={String(index)} aria-label={name} className={styles.swatch ?? ""}>
              <span className={styles.disc} data-color={index} />
            </Radio>
          ))}
        </div>
      </FieldBody>
    </RadioGroup>
  );
}
