/**
 * What all fields share: label, description, error, and where the label stands.
 *
 *   <Fields labels="left"> … </Fields>     form whose labels stand left of the controls (Preferences)
 *   <Fields> … </Fields>                   labels above (dialogs, narrow places)
 */
import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";

import styles from "./Field.module.css";

export function Fields({ labels = "top", children }: { labels?: "left" | "top"; children: ReactNode }) {
  return (
    <div className={styles.fields} data-labels={labels}>
      {children}
    </div>
  );
}

/** Fields side by side, two in a line. */
export function FieldPairs({ children }: { children: ReactNode }) {
  return <div className={styles.pairs}>{children}</div>;
}

/** A row that is no field of its own: a button or plain text under a label. */
export function FieldRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.field} role="group" aria-label={label}>
      <span className={styles.label}>{label}</span>
      <div className={styles.control}>{children}</div>
    </div>
  );
}

/** Buttons under the fields, in line with their controls. */
export function FieldEnd({ children }: { children: ReactNode }) {
  return <div className={styles.end}>{children}</div>;
}

/** The inside of a field: only for the parts of this folder. */
export function FieldBody({ label, description, error, children }: FieldWords & { children: ReactNode }) {
  return (
    <>
      <Label className={styles.label ?? ""}>{label}</Label>
      <div className={styles.control}>
        {children}
        {description && (
          <Text slot="description" className={styles.description ?? ""}>
            {description}
          </Text>
        )}
        <FieldError className={styles.error ?? ""}>{error}</FieldError>
      </div>
    </>
  );
}

/** The words every field takes. */
export interface FieldWords {
  label: string;
  description?: ReactNode;
  /** Why the value can't be used; shown in red and read out. */
  error?: string | null | undefined;
}

export const fieldClass = styles.field ?? "";
export const inputClass = styles.input ?? "";
export const boxClass = styles.box ?? "";
