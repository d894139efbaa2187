/**
 * Menus: from a button, or at the pointer.
 *
 *   const entries: MenuEntry[] = [
 *     { id: "copy", label: "Copy name", icon: Copy, keys: "Ctrl+C", onSelect: copy },
 *     "separator",
 *     { id: "push", label: "Push", reason: "Not in this version yet", onSelect: push },   // there, but says why it can't be chosen
 *   ];
 *   <MenuTrigger><Button …/><Menu label="…" entries={entries} /></MenuTrigger>   with a trigger of your own
 *   <ContextMenu label="Branch main" entries={entries}>row</ContextMenu>         right click, Shift+F10 or the menu key inside `row`
 */
import type { LucideIcon } from "lucide-react";
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";

import styles from "./Menu.module.css";
import { asSentence } from "./sentence";

export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** A second line. */
  description?: string;
  /** A key combination, as it is shown. */
  keys?: string;
  /** Why it can't be chosen now. */
  reason?: string | null | undefined;
  tone?: "normal" | "danger";
  /** For one of several: a tick. */
  ticked?: boolean;
  onSelect: () => void;
}

export type MenuEntry = MenuAction | "separator" | { header: string; entries: MenuAction[] };

interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  placement?: "bottom start" | "bottom end" | "top start" | "top end" | "right top";
}

export { MenuTrigger };

export function Menu({ label, entries, placement = "bottom start" }: MenuProps) {
  return (
    <Popover className={styles.popover ?? ""} placement={placement} offset={4}>
      <MenuList label={label} entries={entries} />
    </Popover>
  );
}

/** The list inside a menu's popover: only for the parts of this folder. */
export function MenuList({ label, entries, onDone }: Pick<MenuProps, "label" | "entries"> & { onDone?: () => void }) {
  return (
    <AriaMenu
      aria-label={label}
      className={styles.menu ?? ""}
      autoFocus="first"
      {...(onDone ? { onClose: onDone } : {})}
    >
      {entries.map((entry, index) => {
        if (entry === "separator") return <Separator key={`separator-${index}`} className={styles.separator ?? ""} />;
        if (!("header" in entry)) return <Row key={entry.id} action={entry} />;
        return (
          <MenuSection key={entry.header}>
            <Header className={styles.header ?? ""}>{entry.header}</Header>
            {entry.entries.map((action) => (
              <Row key={action.id} action={action} />
            ))}
          </MenuSection>
        );
      })}
    </AriaMenu>
  );
}

function Row({ action }: { action: MenuAction }) {
  const { icon: Icon, reason } = action;
  const second = reason ? asSentence(reason) : action.description;
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      className={styles.item ?? ""}
      data-tone={action.tone}
      data-reason={reason ? true : undefined}
      onAction={() => !reason && action.onSelect()}
      shouldCloseOnSelect={!reason}
    >
      <span className={styles.icon}>{Icon && <Icon size="1.5rem" aria-hidden />}</span>
      <span className={styles.words}>
        <span className={styles.label}>{action.label}</span>
        {second && <span className={styles.second ?? ""}>{second}</span>}
      </span>
      {action.ticked && <span className={styles.keys}>✓</span>}
      {action.keys && <kbd className={styles.keys}>{action.keys}</kbd>}
    </MenuItem>
  );
}
