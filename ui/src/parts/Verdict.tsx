/**
 * A short sentence with a mark: yes, no, or not known. For checks whose result stands beside them; changes are read out.
 *
 *   <Verdict is="yes">It is the same.</Verdict>
 */
import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import type { ReactNode } from "react";

import styles from "./Verdict.module.css";

const icons = { yes: CircleCheck, no: CircleX, unknown: CircleHelp };

export function Verdict({ is, children }: { is: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[is];
  return (
    <span className={styles.verdict} data-is={is} role="status">
      <Icon size="1.5rem" aria-hidden />
      <span>{children}</span>
    </span>
  );
}
