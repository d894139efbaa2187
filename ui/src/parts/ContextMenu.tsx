/**
 * A menu at the pointer. See Menu.tsx for the entries. `children` is wrapped in a box that doesn't disturb its layout; the menu key and
 * Shift+F10 open it at the focused element inside.
 */
import { type MouseEvent, type ReactNode, useRef, useState } from "react";
import { Popover } from "react-aria-components";

import styles from "./ContextMenu.module.css";
import { type MenuEntry, MenuList } from "./Menu";
import menuStyles from "./Menu.module.css";

interface ContextMenuProps {
  label: string;
  entries: readonly MenuEntry[];
  children: ReactNode;
}

export function ContextMenu({ label, entries, children }: ContextMenuProps) {
  const [place, setPlace] = useState<{ x: number; y: number } | null>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const open = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setPlace(pointOf(event));
  };
  return (
    <div className={styles.area} onContextMenu={open}>
      {children}
      <span ref={anchor} className={styles.anchor} style={{ left: place?.x ?? 0, top: place?.y ?? 0 }} />
      <Popover
        className={menuStyles.popover ?? ""}
        triggerRef={anchor}
        aria-label={label}
        isOpen={place !== null}
        onOpenChange={(isOpen) => !isOpen && setPlace(null)}
        placement="bottom start"
        offset={2}
      >
        <MenuList label={label} entries={entries} onDone={() => setPlace(null)} />
      </Popover>
    </div>
  );
}

/** The keyboard reports no place, or 0,0: then the menu opens at the element that has the focus. */
function pointOf(event: MouseEvent): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  // A virtual list keeps the focus itself and names the row.
  const target = event.target as Element;
  const row = document.getElementById(target.getAttribute("aria-activedescendant") ?? "");
  const box = (row ?? target).getBoundingClientRect();
  return { x: box.left + 8, y: box.bottom };
}
