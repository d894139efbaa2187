/** The words of a machine behind a disclosure: closed at first, can be copied, never mistaken for ours. */
import { ChevronRight } from "lucide-react";
import { Button, Disclosure, DisclosurePanel } from "react-aria-components";

import styles from "./Details.module.css";
import { HostileText } from "./HostileText";
import { usePartWords } from "./words";

export function Details({ text, label }: { text: string; label?: string }) {
  const words = usePartWords();
  const name = label ?? words.details;
  return (
    <Disclosure className={styles.details ?? ""}>
      <Button slot="trigger" className={styles.trigger ?? ""}>
        <ChevronRight size="1.3rem" aria-hidden />
        {name}
      </Button>
      <DisclosurePanel className={styles.panel ?? ""}>
        {/* It may scroll, which must be possible by keyboard. */}
        <pre className={styles.text} role="region" aria-label={name} tabIndex={0}>
          <HostileText text={text} lines />
        </pre>
      </DisclosurePanel>
    </Disclosure>
  );
}
