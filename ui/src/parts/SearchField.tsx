/**
 * A field that filters what stands below it. Its label is for screen readers; the placeholder says the same to the eye.
 *
 *   <SearchField label="Filter repositories" value={words} onChange={setWords} onSubmit={openFirst} />
 */
import { Search, X } from "lucide-react";
import { Button, Input, SearchField as AriaSearchField } from "react-aria-components";
import type { KeyboardEvent } from "react";

import { boxClass, inputClass } from "./Field";
import styles from "./SearchField.module.css";
import { usePartWords } from "./words";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (value: string) => void;
  /** Hears keys first, to move through the results with the arrows. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  placeholder?: string;
  autoFocus?: boolean;
  /** The list below that its keys move through: its id, and the id of the marked row. */
  popup?: { id: string; active: string | undefined };
}

export function SearchField({ label, placeholder, onKeyDown, popup, ...rest }: SearchFieldProps) {
  const words = usePartWords();
  return (
    <AriaSearchField {...rest} aria-label={label} className={styles.search ?? ""}>
      <div className={boxClass}>
        <Search className={styles.icon} size="1.4rem" aria-hidden />
        <Input
          className={`${inputClass} ${styles.input}`}
          placeholder={placeholder ?? label}
          spellCheck={false}
          autoComplete="off"
          onKeyDownCapture={onKeyDown}
          {...(popup && {
            role: "combobox",
            "aria-autocomplete": "list",
            "aria-haspopup": "grid",
            "aria-expanded": true,
            "aria-controls": popup.id,
            "aria-activedescendant": popup.active,
          })}
        />
        {rest.value !== "" && (
          <Button className={styles.clear ?? ""} aria-label={words.clear}>
            <X size="1.3rem" aria-hidden />
          </Button>
        )}
      </div>
    </AriaSearchField>
  );
}
