/**
 * A sentence that appears beside something focusable on hover and on focus. It repeats or explains; nothing is said only here
 * except why a button can't be pressed.
 *
 *   <Tooltip text="Fetch from all remotes"><Button …/></Tooltip>      the child must be focusable (a React Aria control)
 */
import type { ReactElement } from "react";
import { Button, Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

import styles from "./Tooltip.module.css";

interface TooltipProps {
  text: string;
  placement?: "top" | "bottom" | "left" | "right";
  /** Has nothing to say now. */
  off?: boolean;
  children: ReactElement;
}

export function Tooltip({ text, placement = "bottom", off, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80} isDisabled={off ?? false}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ""} placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** A tooltip on plain text: the text becomes a button without a deed, so that the keyboard reaches the words as well. */
export function Hint({ text, children, label }: { text: string; children: ReactElement | string; label?: string }) {
  return (
    <Tooltip text={text}>
      <Button {...(label ? { "aria-label": label } : {})} className={styles.hint ?? ""}>
        {children}
      </Button>
    </Tooltip>
  );
}
