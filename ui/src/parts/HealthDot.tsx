/**
 * How something does, as a mark whose shape differs as well as its colour. Ornament: say the state in words beside it or in a name.
 *
 *   <HealthDot state="fine" />      unknown, fine, signInNeeded, offline, rateLimited
 */
import { CircleAlert, CircleCheck, CircleDashed, CircleOff, CirclePause } from "lucide-react";

import styles from "./HealthDot.module.css";

const icons = {
  unknown: CircleDashed,
  fine: CircleCheck,
  signInNeeded: CircleAlert,
  offline: CircleOff,
  rateLimited: CirclePause,
};

export function HealthDot({ state }: { state: keyof typeof icons }) {
  const Icon = icons[state];
  return <Icon className={styles.dot} data-kind={state} size="1.3rem" aria-hidden />;
}
