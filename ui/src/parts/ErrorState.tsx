/**
 * What stands where something failed: what happened, what it means, what helps, and the server's own words behind a
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

export interface ErrorAction {
  label: string;
  onPress: () => void;
}

export interface ErrorStateProps {
  title: string;
  sentence: string;
  detail?: string | null;
  action?: ErrorAction | null;
  /** A second thing that may help. */
  more?: ErrorAction | null;
  inline?: boolean;
  /** Lets the person put an inline one away. */
  onClose?: () => void;
}

export function ErrorState({ title, sentence, detail, action, more, inline, onClose }: ErrorStateProps) {
  const actions = [action, more].filter((each) => each != null);
  const buttons = actions.map(({ label, onPress }) => (
    <Button key={label} size={inline ? "small" : "normal"} onPress={onPress}>
      {label}
    </Button>
  ));
  if (inline) {
    return (
      <Banner tone="danger" title={title} actions={buttons.length > 0 && buttons} {...(onClose ? { onClose } : {})}>
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
      {buttons.length > 0 && <div className={styles.actions}>{buttons}</div>}
      {detail && <Details text={detail} />}
    </div>
  );
}
