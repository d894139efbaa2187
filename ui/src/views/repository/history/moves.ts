/** Which commit a key leads to in the commit list. */
import type { Row } from "../../../host/api.gen";
import { movedRow } from "../../../parts/row_keys";

/** What a key asks for. */
export type Move =
  | { readonly kind: "row"; readonly index: number }
  | { readonly kind: "commit"; readonly commit: string }
  | { readonly kind: "details" };

/** The pressed key, as the keyboard reports it. */
export interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where one stands. */
export interface Standing {
  readonly active: number;
  readonly total: number;
  readonly page: number;
  readonly rowAt: (index: number) => Row | undefined;
}

/** Rows that are looked at above to find the child of a commit. */
const reach = 400;

export function moveOf(press: Press, here: Standing): Move | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.key === "Enter") return { kind: "details" };
  const row = here.rowAt(here.active);
  if (press.shiftKey && press.key === "ArrowDown") {
    const parent = row?.parents[0];
    return parent === undefined ? undefined : { kind: "commit", commit: parent };
  }
  if (press.shiftKey && press.key === "ArrowUp") {
    const child = row && childOf(row, here);
    return child === undefined ? undefined : { kind: "row", index: child };
  }
  const key = { j: "ArrowDown", k: "ArrowUp" }[press.key.toLowerCase()] ?? press.key;
  const index = movedRow(key, here.active, here.total, here.page);
  return index === undefined ? undefined : { kind: "row", index };
}

/** The row above that goes on from this one: in the same lane if there are several. */
function childOf(row: Row, { active, rowAt }: Standing): number | undefined {
  let other: number | undefined;
  for (let index = active - 1; index >= Math.max(0, active - reach); index--) {
    const above = rowAt(index);
    if (above?.parents[0] !== row.commit) continue;
    if (above.lane === row.lane) return index;
    other ??= index;
  }
  return other;
}
