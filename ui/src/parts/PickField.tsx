/** One of many known things, found by typing: `value` is its id, null while what was typed is none of them. */
import { useState } from "react";

import { ComboBox } from "./ComboBox";
import type { FieldWords } from "./Field";
import type { Choice } from "./Select";

interface PickFieldProps extends FieldWords {
  choices: readonly Choice<string>[];
  value: string | null;
  onChange: (id: string | null) => void;
  /** Shown where nothing fits. */
  empty: string;
}

export function PickField({ choices, value, onChange, ...rest }: PickFieldProps) {
  const chosen = choices.find(({ id }) => id === value);
  // While nobody types, the whole list is offered, not only what is called like the choice.
  const [typed, setTyped] = useState<string>();
  const words = typed?.trim().toLowerCase() ?? "";
  return (
    <ComboBox
      {...rest}
      choices={words === "" ? choices : choices.filter(({ label }) => label.toLowerCase().includes(words))}
      value={typed ?? chosen?.label ?? ""}
      onChange={(text) => {
        const exact = choices.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
        setTyped(exact ? undefined : text);
        onChange(exact?.id ?? null);
      }}
      onChoose={(id) => {
        setTyped(undefined);
        onChange(id);
      }}
    />
  );
}
