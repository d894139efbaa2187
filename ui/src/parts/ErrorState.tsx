/**
 * What stands where something failed: what happened, what it means, the one action that helps, and the server's own words behind a
 * disclosure. It knows no faults: `useFaultView` of data/faults.ts makes its props from one.
 *
 *   <ErrorState {...useFaultView(fault, retry)} />           takes the whole place
 *   <ErrorState {...useFaultView(fault)} inline />           a bar among other things
 */
import { CircleAlert } from "lucide-react";

import { Banner } from "./Banner";
import { Button } from "./Button";
import { Details } from "./Details";
import styles from "./ErrorState.module.css";

export interface ErrorStateProps {
  title: string;
  sentence: string;
  detail?: string | null;
  action?: { label: string; onPress: () => void } | null;
  inline?: boolean;
  /** Lets the person put an inline one away. */
  onClose?: () => void;
}

export function ErrorState({ title, sentence, detail, action, inline, onClose }: ErrorStateProps) {
  const button = action && (
    <Button size={inline ? "small" : "normal"} onPress={action.onPress}>
      {action.label}
    </Button>
  );
  if (inline) {
    return (
      <Banner tone="danger" title={title} actions={button} {...(onClose ? { onClose } : {})}>
        {sentence}
        {detail && <Details text={detail} />}
      </Banner>
    );
  }
  return (
    <div className={styles.state} role="alert">
      <CircleAlert className={styles.icon} size="3.2rem" strokeWidth={1.4} aria-hidden />
      <p className={styles.title}>{title}</p>
      <p className={styles.sentence}>{sentence}</p>
      {button}
      {detail && <Details text={detail} />}
    </div>
  );
}
