/**
 * One line of text.
 *
 *   <TextField label="Host URL" value={url} onChange={setUrl} placeholder="git.example.org" error={fault} />
 *   <TextField … end={<Button size="small">Browse…</Button>} />     something at its end
 *   <TextField … mono />                                            fingerprints, paths, URLs
 */
import type { ReactNode } from "react";
import { Input, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components";

import { boxClass, FieldBody, fieldClass, type FieldWords, inputClass } from "./Field";
import styles from "./TextField.module.css";

export interface TextFieldProps
  extends FieldWords, Omit<AriaTextFieldProps, "className" | "style" | "children" | "isInvalid"> {
  placeholder?: string;
  end?: ReactNode;
  mono?: boolean;
}

export function TextField({ label, description, error, placeholder, end, mono, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} className={fieldClass} isInvalid={Boolean(error)} validationBehavior="aria">
      <FieldBody label={label} description={description} error={error}>
        <div className={styles.line}>
          <div className={boxClass}>
            <Input
              className={`${inputClass} ${mono ? styles.mono : ""}`}
              placeholder={placeholder ?? ""}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
            />
          </div>
          {end}
        </div>
      </FieldBody>
    </AriaTextField>
  );
}
