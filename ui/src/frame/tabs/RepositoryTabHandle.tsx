/** One tab: click shows it, middle click or Delete closes it, its context menu does the rest. */
import { Copy, type LucideIcon, PencilLine, RotateCcw, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { useCopyText } from "../../data/application";
import { useKeys } from "../../data/shortcuts";
import type { TabsInHand } from "../../data/tabs";
import type { KnownRepository, Tab } from "../../host/api.gen";
import { ContextMenu } from "../../parts/ContextMenu";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import type { MenuEntry } from "../../parts/Menu";
import { actionWords, tabWords } from "../../text/frame";
import { RenameTab } from "./RenameTab";
import styles from "./TabStrip.module.css";
import type { TabDrag } from "./useTabDrag";

interface RepositoryTabHandleProps {
  tab: Tab;
  repository: KnownRepository | undefined;
  isFront: boolean;
  tabs: TabsInHand;
  drag: TabDrag;
  icon: LucideIcon;
}

export function RepositoryTabHandle({ tab, repository, isFront, tabs, drag, icon: Icon }: RepositoryTabHandleProps) {
  const [renaming, setRenaming] = useState(false);
  const id = tab.repository;
  const name = tab.alias ?? repository?.name ?? tabWords.unknown;
  const shown = visibleText(name);
  const entries = useEntries(tab, repository, tabs, () => setRenaming(true));
  const press = (event: KeyboardEvent) => {
    const places = tabs.tabs.open.map(({ repository: other }) => other);
    const at = places.indexOf(id);
    if (event.key === "Delete") tabs.close(id);
    else if (event.ctrlKey && event.shiftKey && event.key === "PageUp" && at > 0) tabs.move(id, places[at - 1] ?? null);
    else if (event.ctrlKey && event.shiftKey && event.key === "PageDown") tabs.move(id, places[at + 2] ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ContextMenu label={tabWords.menu(shown)} entries={entries}>
      <div
        role="presentation"
        className={styles.tab}
        data-front={isFront || undefined}
        data-tab={id}
        data-dragged={drag.dragged === id || undefined}
        data-drop={drag.before === id || undefined}
        onPointerDown={(event) => drag.grab(event, id)}
        onAuxClick={(event) => event.button === 1 && tabs.close(id)}
      >
        <button
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={isFront}
          tabIndex={isFront ? 0 : -1}
          title={repository ? visibleText(repository.path) : shown}
          className={styles.handle}
          onClick={() => tabs.open(id)}
          onKeyDown={press}
        >
          <Icon size="1.5rem" aria-hidden />
          <span className={styles.name}>
            <HostileText text={name} />
          </span>
        </button>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          title={tabWords.close(shown)}
          className={styles.close}
          onClick={() => tabs.close(id)}
        >
          <X size="1.3rem" aria-hidden />
        </button>
      </div>
      {renaming && (
        <RenameTab
          tabId={`tab-${id}`}
          alias={tab.alias ?? ""}
          onDone={(alias) => {
            setRenaming(false);
            if (alias !== undefined) tabs.rename(id, alias === "" ? null : alias);
          }}
        />
      )}
    </ContextMenu>
  );
}

function useEntries(
  tab: Tab,
  repository: KnownRepository | undefined,
  tabs: TabsInHand,
  rename: () => void,
): MenuEntry[] {
  const copy = useCopyText();
  const keys = useKeys();
  const id = tab.repository;
  return [
    { id: "rename", label: tabWords.rename, icon: PencilLine, onSelect: rename },
    {
      id: "copy",
      label: tabWords.copyPath,
      icon: Copy,
      reason: repository ? null : tabWords.unknown,
      onSelect: () => repository && copy(repository.path),
    },
    "separator",
    { id: "close", label: tabWords.closeThis, icon: X, keys: keys("Mod+W"), onSelect: () => tabs.close(id) },
    {
      id: "others",
      label: tabWords.closeOthers,
      reason: tabs.tabs.open.length > 1 ? null : tabWords.noOthers,
      onSelect: () => tabs.closeOthers(id),
    },
    {
      id: "reopen",
      label: actionWords.reopenTab,
      icon: RotateCcw,
      keys: keys("Mod+Shift+T"),
      reason: tabs.closed === 0 ? tabWords.nothingClosed : null,
      onSelect: tabs.reopenClosed,
    },
  ];
}
