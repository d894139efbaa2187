/**
 * Facts as name and value, to be read and copied.
 *
 *   <Facts facts={[{ name: "Version", value: "9.4.1" }, { name: "Fingerprint", value: sha, mono: true }]} />
 */
import { Fragment, type ReactNode } from "react";

import styles from "./Facts.module.css";

export interface Fact {
  name: string;
  value: ReactNode;
  /** Fingerprints, paths: in the fixed-width face, broken anywhere. */
  mono?: boolean;
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, mono }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd data-mono={mono || undefined}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
