/** A small sign of work. Ornament only: whoever shows it also says in words or with `aria-busy` what goes on. */
import { LoaderCircle } from "lucide-react";

import styles from "./Spinner.module.css";

export function Spinner({ size = "1.15em" }: { size?: string }) {
  return <LoaderCircle className={styles.spinner} size={size} aria-hidden />;
}
