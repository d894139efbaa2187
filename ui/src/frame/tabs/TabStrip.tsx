/** The tab strip: Repositories first and fixed, one tab per open repository, New Tab. Tabs drag with the pointer and with the keyboard. */
import { FolderGit2, Library, Plus, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";

import { usePlaces } from "../../data/places";
import { useKnownRepositories } from "../../data/repositories";
import { useKeys } from "../../data/shortcuts";
import { useTabs } from "../../data/tabs";
import { IconButton } from "../../parts/IconButton";
import { actionWords, tabWords } from "../../text/frame";
import { RepositoryTabHandle } from "./RepositoryTabHandle";
import styles from "./TabStrip.module.css";
import { useTabDrag } from "./useTabDrag";

export function TabStrip() {
  const tabs = useTabs();
  const places = usePlaces();
  const keys = useKeys();
  const { data: known = [] } = useKnownRepositories();
  const strip = useRef<HTMLDivElement>(null);
  const drag = useTabDrag(strip, tabs.move);
  const front = places.newTab ? "new" : (tabs.tabs.front ?? "repositories");
  return (
    <div className={styles.strip}>
      <div
        ref={strip}
        role="tablist"
        aria-label={tabWords.strip}
        className={styles.tabs}
        onKeyDown={(event) => moveFocus(event, strip.current)}
      >
        <div role="presentation" className={styles.tab} data-front={front === "repositories" || undefined} data-fixed>
          <button
            type="button"
            role="tab"
            id="tab-repositories"
            aria-selected={front === "repositories"}
            tabIndex={front === "repositories" ? 0 : -1}
            className={styles.handle}
            onClick={tabs.showRepositories}
          >
            <Library size="1.5rem" aria-hidden />
            <span className={styles.name}>{tabWords.repositories}</span>
          </button>
        </div>
        {tabs.tabs.open.map((tab) => (
          <RepositoryTabHandle
            key={tab.repository}
            tab={tab}
            repository={known.find(({ id }) => id === tab.repository)}
            isFront={front === tab.repository}
            tabs={tabs}
            drag={drag}
            icon={FolderGit2}
          />
        ))}
        {places.newTab && (
          <div role="presentation" className={styles.tab} data-front>
            <button type="button" role="tab" id="tab-new" aria-selected tabIndex={0} className={styles.handle}>
              <Plus size="1.5rem" aria-hidden />
              <span className={styles.name}>{tabWords.newTab}</span>
            </button>
            <button
              type="button"
              tabIndex={-1}
              aria-hidden="true"
              title={tabWords.close(tabWords.newTab)}
              className={styles.close}
              onClick={places.showTabs}
            >
              <X size="1.3rem" aria-hidden />
            </button>
          </div>
        )}
      </div>
      <IconButton
        label={actionWords.newTab}
        keys={keys("Mod+T")}
        icon={Plus}
        size="small"
        onPress={places.showNewTab}
      />
    </div>
  );
}

/** Arrow keys walk through the tabs without choosing them; Enter and Space choose, as buttons do. */
function moveFocus(event: KeyboardEvent, strip: HTMLElement | null) {
  if (event.shiftKey || event.ctrlKey || event.metaKey || !strip) return;
  const all = [...strip.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 };
  const next = steps[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[(next + all.length) % all.length]?.focus();
}
