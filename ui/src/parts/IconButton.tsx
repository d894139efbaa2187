/**
 * A button that is only a picture. `label` is its name for everybody: tooltip and screen reader.
 *
 *   <IconButton label="Refresh" icon={RefreshCw} onPress={refresh} />
 *   <IconButton label="Push" icon={ArrowUp} reason="Nothing to push" />     can't be pressed; the tooltip says why
 *   <IconButton label="Toggle" icon={Pin} isPressedDown={pinned} … />       a toggle (aria-pressed)
 */
import type { LucideIcon } from "lucide-react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children" | "aria-label"> {
  label: string;
  icon: LucideIcon;
  size?: "normal" | "small";
  tone?: "quiet" | "danger";
  /** Why it can't be pressed now. */
  reason?: string | null | undefined;
  /** For toggles only. */
  isPressedDown?: boolean;
  /** A key combination to show in the tooltip. */
  keys?: string;
}

export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, size = "normal", tone = "quiet", reason, isPressedDown, keys, ...rest } = props;
  return (
    <Tooltip text={reason ? `${label} — ${reason}` : keys ? `${label} (${keys})` : label}>
      <AriaButton
        {...rest}
        {...(reason ? { "aria-disabled": true, onPress: undefined } : {})}
        aria-label={label}
        aria-pressed={isPressedDown}
        className={styles.button ?? ""}
        data-size={size}
        data-tone={tone}
        data-on={isPressedDown || undefined}
      >
        <Icon size={size === "small" ? "1.4rem" : "1.6rem"} aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}
