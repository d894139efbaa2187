/**
 * Several lines of text in a few rows; it scrolls inside itself. Its label is for screen readers, the placeholder says the same to the eye.
 *
 *   <TextArea label="Description" placeholder="Description (optional)" value={text} onChange={setText} />
 */
import { Label, TextArea as AriaTextArea, TextField } from "react-aria-components";

import styles from "./TextArea.module.css";

interface TextAreaProps {
  label: string;
  placeholder: string;
  value: string;
  isReadOnly?: boolean;
  rows?: number;
  onChange: (value: string) => void;
}

export function TextArea({ label, placeholder, value, isReadOnly = false, rows = 3, onChange }: TextAreaProps) {
  return (
    <TextField value={value} onChange={onChange} isReadOnly={isReadOnly}>
      <Label className="visually-hidden">{label}</Label>
      <AriaTextArea className={styles.area ?? ""} placeholder={placeholder} rows={rows} />
    </TextField>
  );
}
