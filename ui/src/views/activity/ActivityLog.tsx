/** What was done, the newest first: each entry opens to the command of Git, the server's words and the fault. */
import { ScrollText } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";

import { useActivity, useClearActivity, useCopyActivity } from "../../data/activity";
import { useFaultViews } from "../../data/faults";
import { AskBar } from "../../parts/AskBar";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { movedRow } from "../../parts/row_keys";
import { SearchField } from "../../parts/SearchField";
import { activityLogWords } from "../../text/activity";
import { ActivityEntry } from "./ActivityEntry";
import styles from "./ActivityLog.module.css";

/** Entries that are shown at first, and that come with each wish for earlier ones. */
const step = 100;

export function ActivityLog() {
  const [words, setWords] = useState("");
  const [count, setCount] = useState(step);
  const [clears, setClears] = useState(false);
  const asked = useActivity(words, count);
  const copyAll = useCopyActivity();
  const clearing = useClearActivity();
  const faults = useFaultViews();
  const total = asked.data?.total ?? 0;
  const filter = words.trim();
  const log = useRef<HTMLElement>(null);
  const closeAsk = () => {
    setClears(false);
    // The question takes the keyboard with it when it goes.
    requestAnimationFrame(() => log.current?.querySelector("input")?.focus());
  };
  return (
    <section ref={log} className={styles.log} aria-label={activityLogWords.title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{activityLogWords.title}</h2>
        <Button
          size="small"
          tone="quiet"
          reason={total === 0 ? activityLogWords.none : null}
          onPress={() => copyAll(words)}
        >
          {activityLogWords.copyAll}
        </Button>
        <Button
          size="small"
          tone="quiet"
          reason={total === 0 ? activityLogWords.none : null}
          onPress={() => {
            // What goes is all of it, so all of it is shown and counted.
            setWords("");
            setClears(true);
          }}
        >
          {activityLogWords.clear}
        </Button>
      </header>
      <div className={styles.filter}>
        <SearchField
          label={activityLogWords.filter}
          value={words}
          onChange={setWords}
          onKeyDown={(event) => event.key === "ArrowDown" && enter(event)}
          autoFocus
        />
      </div>
      {clears && (
        <AskBar
          title={activityLogWords.clearTitle(total)}
          isFinal
          act={activityLogWords.clearAct}
          keep={activityLogWords.keep}
          isPending={clearing.isPending}
          onAct={() => clearing.clear(closeAsk)}
          onKeep={closeAsk}
        >
          {activityLogWords.clearText}
        </AskBar>
      )}
      {!asked.data && asked.error && <ErrorState {...faults(asked.error, () => void asked.refetch())} />}
      {!asked.data && !asked.error && <LoadingState label={activityLogWords.loading} />}
      {asked.data && total === 0 && (
        <EmptyState
          icon={ScrollText}
          title={filter === "" ? activityLogWords.none : activityLogWords.nothingFits(visibleText(filter))}
        >
          {filter === "" ? activityLogWords.noneText : activityLogWords.nothingFitsText}
        </EmptyState>
      )}
      {asked.data && total > 0 && (
        <div className={styles.scroller}>
          <ol className={styles.list} aria-label={activityLogWords.list} onKeyDown={walk}>
            {asked.data.items.map((entry, index) => (
              <ActivityEntry key={entry.id} entry={entry} isFirst={index === 0} />
            ))}
          </ol>
          {asked.data.items.length < total && (
            <div className={styles.more}>
              <Button size="small" onPress={() => setCount(count + step)}>
                {activityLogWords.earlier(Math.min(step, total - asked.data.items.length))}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

/** From the field into the list. */
function enter(event: KeyboardEvent<HTMLInputElement>) {
  event.preventDefault();
  event.currentTarget.closest("section")?.querySelector<HTMLElement>("[data-entry]")?.focus();
}

/** Arrows, Home and End go from entry to entry; Tab goes into the one that is open. */
function walk(event: KeyboardEvent<HTMLOListElement>) {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-entry]")];
  const at = entries.findIndex((entry) => entry === event.target);
  const to = at < 0 ? undefined : movedRow(event.key, at, entries.length, 10);
  if (to === undefined) return;
  event.preventDefault();
  entries[to]?.focus();
}
