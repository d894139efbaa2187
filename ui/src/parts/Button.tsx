/**
 * Buttons with words on them.
 *
 *   <Button onPress={save}>Save</Button>                     plain
 *   <Button tone="primary" wide>Clone repository</Button>    the one thing this form is for
 *   <Button tone="quiet" icon={Copy}>Copy</Button>           beside text, without a frame
 *   <Button tone="danger">Disconnect</Button>                destroys something
 *   <Button reason="Choose a folder first">Clone</Button>    can't be pressed; says why in its tooltip, stays focusable
 *   <Button isPending>Connect</Button>                       at work: keeps its place and its name
 */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import styles from "./Button.module.css";
import { asSentence } from "./sentence";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  tone?: "plain" | "primary" | "quiet" | "danger";
  size?: "normal" | "small";
  /** Takes the whole width. */
  wide?: boolean;
  icon?: LucideIcon;
  /** Why it can't be pressed now; leave out where it can. */
  reason?: string | null | undefined;
  children: ReactNode;
}

export function Button({ tone = "plain", size = "normal", wide, icon: Icon, reason, children, ...rest }: ButtonProps) {
  // The tooltip is always there, so that the button keeps the focus when its reason comes and goes.
  return (
    <Tooltip text={asSentence(reason ?? "")} off={!reason}>
      <AriaButton
        {...rest}
        {...(reason ? { "aria-disabled": true, onPress: undefined, type: "button" as const } : {})}
        className={styles.button ?? ""}
        data-tone={tone}
        data-size={size}
        data-wide={wide || undefined}
      >
        {({ isPending }) => (
          <>
            {isPending ? <Spinner /> : Icon && <Icon size="1.15em" aria-hidden />}
            <span className={styles.words}>{children}</span>
          </>
        )}
      </AriaButton>
    </Tooltip>
  );
}
