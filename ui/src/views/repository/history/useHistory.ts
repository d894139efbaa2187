/** The commit list of a repository and what is chosen in it. */
import { useState } from "react";

import { block, type CommitList, useCommitList, useFindRow, useRefs, useRowAtHand } from "../../../data/history";
import { useAnswer } from "../../../data/ask";
import { useKept } from "../../../data/kept";
import { useLatest } from "../../../data/latest";
import { useSettings } from "../../../data/settings";
import type { RepositoryId, Row } from "../../../host/api.gen";
import { type RowWindow, useRowWindow } from "../../../parts/row_window";
import { useScale } from "../../../parts/scale";

/** Design pixels. */
export const headerHeight = 24;

/** The row above the commits: what is not committed yet. */
export const workRow = -1;

/** Chosen by its row, by its id, or both: a row may not be read yet, a commit may not be in the list. */
interface Choice {
  /** What is not committed yet, instead of a commit. */
  readonly work?: boolean | undefined;
  readonly commit?: string | undefined;
  readonly index?: number | undefined;
}

export interface History {
  readonly list: CommitList;
  readonly rows: RowWindow;
  /** Design pixels. */
  readonly rowHeight: number;
  /** The row that is chosen; -1 where none is, or where it isn't known yet. */
  readonly active: number;
  /** True where a row stands above the commits for what is not committed yet. */
  readonly hasWork: boolean;
  /** That row is chosen. */
  readonly isWork: boolean;
  /** Row and commit that are checked out, where they are near enough to be drawn. */
  readonly head: { readonly index: number; readonly row: Row } | undefined;
  /** The commit that is chosen. */
  readonly commit: string | undefined;
  /** The row of the chosen commit: at hand, being looked for, or not in the list. */
  readonly place: "known" | "sought" | "elsewhere";
  /** `workRow` is a row as well. */
  readonly chooseRow: (index: number) => void;
  /** Chooses a commit wherever it is in the list, and shows it. */
  readonly chooseCommit: (commit: string) => void;
}

export function useHistory(id: RepositoryId, hasWork: boolean): History {
  const { compactRows } = useSettings();
  const scale = useScale();
  const rowHeight = compactRows ? 22 : 28;
  const start = useAnswer("get_rows", { id, start: 0, count: block });
  const count = start.data?.total ?? 0;
  const [kept, setChoice] = useKept<Choice>(`choice ${id}`, {});
  const header = (headerHeight + (hasWork ? rowHeight : 0)) * scale;
  const rows = useRowWindow({ count, rowHeight: rowHeight * scale, header, begin: kept.index });
  const list = useCommitList(id, rows.first, rows.last);
  const refs = useRefs(id);
  const rowAtHand = useRowAtHand(id);
  const find = useFindRow(id);
  const [search, setSearch] = useState<AbortController>();
  const [elsewhere, setElsewhere] = useState<string>();

  const head = refs.data?.head;
  const isFresh = kept.commit === undefined && kept.index === undefined && kept.work !== true;
  const isUnborn = head?.kind === "unborn";
  const isWork = hasWork && (kept.work === true || (isFresh && isUnborn));
  const choice: Choice = isWork ? {} : isFresh && !isUnborn ? { commit: head?.commit } : kept;
  const active = isWork ? -1 : activeRow(choice, list, rowAtHand);
  const commit = choice.commit ?? (choice.index === undefined ? undefined : list.rowAt(choice.index)?.commit);

  const chooseRow = useLatest((index: number) => {
    search?.abort();
    setSearch(undefined);
    if (index === workRow) return setChoice({ work: true });
    setChoice({ index, commit: list.rowAt(index)?.commit });
    rows.reveal(index);
  });
  const chooseCommit = useLatest((wanted: string) => {
    search?.abort();
    setSearch(undefined);
    const index = rowAtHand(wanted);
    setChoice({ commit: wanted, index });
    if (index !== undefined) return rows.reveal(index, "centred");
    // No branch or tag leads to a stash: the list doesn't hold it, however long one reads.
    if (refs.data?.stashes.some((stash) => stash.commit === wanted)) return setElsewhere(wanted);
    const here = new AbortController();
    setSearch(here);
    void find(wanted, here.signal)
      .then((found) => {
        if (here.signal.aborted) return;
        if (found === undefined) return setElsewhere(wanted);
        setChoice({ commit: wanted, index: found });
        rows.reveal(found, "centred");
      })
      // What can't be read is said where the list is; the commit panel works without its row.
      .catch(() => undefined)
      .finally(() => setSearch((current) => (current === here ? undefined : current)));
  });

  const place = search ? "sought" : active < 0 && commit !== undefined && commit === elsewhere ? "elsewhere" : "known";
  const headCommit = isUnborn ? undefined : head?.commit;
  const near = headCommit === undefined ? undefined : headRow(headCommit, list, rows);
  return { list, rows, rowHeight, active, hasWork, isWork, head: near, commit, place, chooseRow, chooseCommit };
}

/** Looks among the first rows and those in sight: a frame of scrolling has no time for more. */
function headRow(commit: string, list: CommitList, rows: RowWindow): History["head"] {
  const near = [...Array(block).keys(), ...Array.from({ length: rows.last - rows.first }, (_, n) => rows.first + n)];
  for (const index of near) {
    const row = list.rowAt(index);
    if (row?.commit === commit) return { index, row };
  }
  return undefined;
}

function activeRow(choice: Choice, list: CommitList, rowAtHand: (commit: string) => number | undefined): number {
  const { commit, index } = choice;
  if (commit === undefined) return index ?? -1;
  const there = index === undefined ? undefined : list.rowAt(index);
  if (index !== undefined && (there === undefined || there.commit === commit)) return index;
  return rowAtHand(commit) ?? -1;
}
