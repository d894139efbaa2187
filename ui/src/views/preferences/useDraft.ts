/** A text that is kept when its field is left, not with each letter; follows when it changes elsewhere. */
import { useState } from "react";

export function useDraft(kept: string, keep: (text: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  return {
    value: draft ?? kept,
    set: (text: string) => setDraft(text),
    keep: () => {
      if (draft !== null && draft !== kept) keep(draft.trim());
      setDraft(null);
    },
  };
}
