/**
 * A dialog in two columns: at the left what is chosen from, at the right the form about what was chosen. Its fields scroll; the wide button
 * below them stays, and says what will happen or what is missing.
 *
 *   <FormColumns>
 *     <PickList … />
 *     <FormColumn label="Where to" act={plan} isPending={…} onAct={start}> … </FormColumn>
 *   </FormColumns>
 */
import type { ReactNode } from "react";

import { Button } from "./Button";
import { Fields } from "./Field";
import styles from "./FormColumn.module.css";

export function FormColumns({ children }: { children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

interface FormColumnProps {
  label: string;
  /** What the button says, and whether it does it. */
  act: { ready: true; label: string } | { ready: false; missing: string };
  isPending: boolean;
  onAct: () => void;
  /** Stands between the fields and the button. */
  note?: ReactNode;
  children: ReactNode;
}

export function FormColumn({ label, act, isPending, onAct, note, children }: FormColumnProps) {
  return (
    <form
      className={styles.column}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onAct();
      }}
    >
      <div className={styles.fields}>
        <Fields>{children}</Fields>
      </div>
      {note}
      <Button tone="primary" wide type="submit" isPending={isPending} reason={act.ready ? null : act.missing}>
        {act.ready ? act.label : act.missing}
      </Button>
    </form>
  );
}
