/** The open tabs of the active profile: remembered by the core, changed here first so that a click is never late. */
import { useQueryClient } from "@tanstack/react-query";

import type { RepositoryId, Tab, Tabs } from "../host/api.gen";
import { keyOf, useAct, useAnswerNow } from "./ask";
import { useReport } from "./notices";
import { usePlaces } from "./places";

export interface TabsInHand {
  open: (id: RepositoryId) => void;
  close: (id: RepositoryId) => void;
  closeOthers: (id: RepositoryId) => void;
  rename: (id: RepositoryId, alias: string | null) => void;
  move: (id: RepositoryId, before: RepositoryId | null) => void;
  reopenClosed: () => void;
  showRepositories: () => void;
  /** The next (+1) or previous (-1) tab, around the ends; Repositories is one of them. */
  step: (by: 1 | -1) => void;
  tabs: Tabs;
  /** How many closed tabs can be opened again. */
  closed: number;
}

const key = keyOf("get_tabs", {});

export function useTabs(): TabsInHand {
  const tabs = useAnswerNow("get_tabs", {});
  const client = useQueryClient();
  const report = useReport();
  const save = useAct("save_tabs");
  const places = usePlaces();
  const now = () => client.getQueryData<Tabs>(key) ?? tabs;
  const keep = (next: Tabs) => {
    client.setQueryData(key, next);
    save.mutate({ tabs: next }, { onError: report });
  };
  const show = (front: RepositoryId | null, open: Tab[] = now().open) => {
    places.showTabs();
    keep({ open, front });
  };
  const drop = (gone: Tab[], front: RepositoryId | null) => {
    places.rememberClosed(gone);
    keep({ open: now().open.filter((tab) => !gone.includes(tab)), front });
  };
  return {
    tabs,
    closed: places.closed.length,
    open: (id) => show(id, withTab(now().open, { repository: id, alias: null })),
    close: (id) => {
      const gone = now().open.filter((tab) => tab.repository === id);
      drop(gone, now().front === id ? neighbour(now().open, id) : now().front);
    },
    closeOthers: (id) =>
      drop(
        now().open.filter((tab) => tab.repository !== id),
        id,
      ),
    rename: (id, alias) =>
      keep({ ...now(), open: now().open.map((tab) => (tab.repository === id ? { ...tab, alias } : tab)) }),
    move: (id, before) => keep({ ...now(), open: moved(now().open, id, before) }),
    reopenClosed: () => {
      const last = places.takeClosed();
      if (last) show(last.repository, withTab(now().open, last));
    },
    showRepositories: () => show(null),
    step: (by) => {
      const order = [null, ...now().open.map(({ repository }) => repository)];
      const next = (order.indexOf(now().front) + by + order.length) % order.length;
      show(order[next] ?? null);
    },
  };
}

function withTab(open: Tab[], tab: Tab): Tab[] {
  return open.some(({ repository }) => repository === tab.repository) ? open : [...open, tab];
}

/** The tab that comes to the front when one closes: the one after it, else the one before it, else Repositories. */
export function neighbour(open: readonly Tab[], id: RepositoryId): RepositoryId | null {
  const at = open.findIndex(({ repository }) => repository === id);
  return (open[at + 1] ?? open[at - 1])?.repository ?? null;
}

/** The tabs with one of them before another, or last. */
export function moved(open: readonly Tab[], id: RepositoryId, before: RepositoryId | null): Tab[] {
  const tab = open.find(({ repository }) => repository === id);
  if (!tab || id === before) return [...open];
  const rest = open.filter((other) => other !== tab);
  const at = before === null ? -1 : rest.findIndex(({ repository }) => repository === before);
  return at < 0 ? [...rest, tab] : rest.toSpliced(at, 0, tab);
}
