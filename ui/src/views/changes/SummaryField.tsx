/** The first line of a message, with a ruler: most tools cut it after 72 columns. */
import type { CSSProperties } from "react";
import { Input, Label, TextField } from "react-aria-components";

import { commitBoxWords } from "../../text/changes";
import styles from "./SummaryField.module.css";

/** Beyond this it is long; beyond the other, too long. */
const soft = 50;
const hard = 72;

interface SummaryFieldProps {
  value: string;
  isReadOnly: boolean;
  onChange: (value: string) => void;
}

export function SummaryField({ value, isReadOnly, onChange }: SummaryFieldProps) {
  const length = [...value].length;
  const state = length > hard ? "over" : length > soft ? "long" : "fine";
  return (
    <TextField className={styles.field ?? ""} value={value} onChange={onChange} isReadOnly={isReadOnly}>
      <Label className="visually-hidden">{commitBoxWords.summary}</Label>
      <div className={styles.box}>
        <Input className={styles.input ?? ""} placeholder={commitBoxWords.summary} autoComplete="off" />
        <span className={styles.counter} data-state={state}>
          {commitBoxWords.counter(length)}
        </span>
        <span
          className={styles.ruler}
          data-state={state}
          style={{ "--filled": Math.min(1, length / hard) } as CSSProperties}
          aria-hidden
        />
      </div>
      {state === "over" && (
        <p className={styles.over} role="status">
          {commitBoxWords.over(length - hard)}
        </p>
      )}
    </TextField>
  );
}
