/**
 * A small panel that hangs on a button and is not a menu: jobs, notifications, the breadcrumb's search.
 *
 *   <PanelTrigger><Button …/><Panel label="Jobs" placement="top start"> … </Panel></PanelTrigger>
 *   inside, `usePanelClose()` closes it.
 */
import { type ReactNode, use } from "react";
import { Dialog, DialogTrigger, OverlayTriggerStateContext, Popover } from "react-aria-components";

import styles from "./Panel.module.css";

interface PanelProps {
  label: string;
  placement?: "bottom start" | "bottom end" | "top start" | "top end";
  /** 38 or 72 rem; never wider than the window. */
  width?: "normal" | "wide";
  children: ReactNode;
}

export { DialogTrigger as PanelTrigger };

export function Panel({ label, placement = "bottom end", width = "normal", children }: PanelProps) {
  return (
    <Popover className={styles.panel ?? ""} data-width={width} placement={placement} offset={6}>
      <Dialog className={styles.inside ?? ""} aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  );
}

/** Closes the panel this is called in. */
export function usePanelClose(): () => void {
  const state = use(OverlayTriggerStateContext);
  return () => state?.close();
}
