/**
 * A switch between a few ways to see the same thing.
 *
 *   <Segmented label="Show files as" choices={[{ id: "path", label: "Path" }, { id: "tree", label: "Tree" }]} value={way} onChange={setWay} />
 *
 * A choice with `isDisabled` can't be made; the caller says why beside it.
 */
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

import styles from "./Segmented.module.css";
import type { Choice } from "./Select";

interface SegmentedProps<K extends string> {
  label: string;
  choices: readonly (Choice<K> & { isDisabled?: boolean })[];
  value: K;
  onChange: (value: K) => void;
}

export function Segmented<K extends string>({ label, choices, value, onChange }: SegmentedProps<K>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.group ?? ""}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        if (chosen !== undefined) onChange(chosen as K);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton
          key={choice.id}
          id={choice.id}
          className={styles.segment ?? ""}
          isDisabled={choice.isDisabled ?? false}
        >
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
