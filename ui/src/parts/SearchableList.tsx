/**
 * A PickList in which one press is enough, for the command palette and the breadcrumb: ↑ ↓ mark, Enter or a click takes. The first
 * row is marked from the start.
 *
 *   <SearchableList label="Find a branch" words={words} onWords={setWords} rows={found} onChoose={jump} empty="No branch fits" />
 */
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";

import { Kbd } from "./Kbd";
import { PickList, type PickLine } from "./PickList";
import styles from "./SearchableList.module.css";
import { asSentence } from "./sentence";

export interface FoundRow {
  id: string;
  name: string;
  /** What the eye sees instead of the name, where that needs more than text. */
  content?: ReactNode;
  icon?: LucideIcon;
  description?: string;
  /** A key combination, as it is shown. */
  keys?: string;
  /** Why it can't be chosen now. */
  reason?: string | null | undefined;
}

interface SearchableListProps {
  label: string;
  /** Stands in the empty field. */
  hint?: string | undefined;
  words: string;
  onWords: (words: string) => void;
  rows: readonly FoundRow[];
  onChoose: (id: string) => void;
  empty: string;
}

interface FoundLine extends PickLine {
  readonly row: FoundRow;
}

const rowHeight = 34;

export function SearchableList({ label, hint, words, onWords, rows, onChoose, empty }: SearchableListProps) {
  const [marked, setMarked] = useState<string>();
  const lines = rows.map((row): FoundLine => ({ key: row.id, name: spoken(row), row }));
  const take = ({ row }: FoundLine) => {
    if (!row.reason) onChoose(row.id);
  };
  const selected = lines.some(({ key }) => key === marked) ? marked : lines[0]?.key;
  // The field and its margins, then at most ten rows.
  const height = 5.2 + (rows.length === 0 ? 2 : Math.min(rows.length, 10)) * (rowHeight / 10);
  return (
    <div className={styles.box} style={{ height: `${height}rem` }}>
      <PickList
        label={label}
        search={label}
        hint={hint}
        words={words}
        onWords={(next) => {
          setMarked(undefined);
          onWords(next);
        }}
        lines={lines}
        selected={selected}
        onSelect={({ key }) => setMarked(key)}
        onAct={take}
        rowHeight={rowHeight}
        empty={<p className={styles.empty}>{empty}</p>}
      >
        {(line) => <Row row={line.row} onPress={() => take(line)} />}
      </PickList>
    </div>
  );
}

/** What a screen reader says for a row. */
function spoken({ name, description, reason, keys }: FoundRow): string {
  return [name, reason ?? description, keys].filter(Boolean).join(", ");
}

function Row({ row, onPress }: { row: FoundRow; onPress: () => void }) {
  const Icon = row.icon;
  const second = row.reason ? asSentence(row.reason) : row.description;
  return (
    <div className={styles.row} data-reason={row.reason ? true : undefined} onClick={onPress}>
      {Icon && <Icon className={styles.icon} size="1.5rem" aria-hidden />}
      <span className={styles.name}>{row.content ?? row.name}</span>
      {second && <span className={styles.description}>{second}</span>}
      {row.keys && (
        <span className={styles.keys}>
          <Kbd>{row.keys}</Kbd>
        </span>
      )}
    </div>
  );
}
