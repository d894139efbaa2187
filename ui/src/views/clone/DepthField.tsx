/** How much history to fetch. */
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { cloneWords as words } from "../../text/clone";
import styles from "./DepthField.module.css";
import type { CloneForm } from "./plan";

interface DepthFieldProps extends Pick<CloneForm, "history" | "depth"> {
  error: string | null;
  onChange: (changes: Partial<CloneForm>) => void;
}

export function DepthField({ history, depth, error, onChange }: DepthFieldProps) {
  return (
    <div className={styles.depth}>
      <Select
        label={words.depth}
        choices={[
          { id: "whole", label: words.depthWhole },
          { id: "newest", label: words.depthCut },
        ]}
        value={history}
        onChange={(next) => onChange({ history: next })}
      />
      {history === "newest" && (
        <div className={styles.count}>
          <TextField
            label={words.depthCount}
            value={depth}
            onChange={(next) => onChange({ depth: next })}
            inputMode="numeric"
            error={error ?? (/^[1-9]\d{0,8}$/.test(depth.trim()) ? null : words.depthInvalid)}
          />
        </div>
      )}
    </div>
  );
}
