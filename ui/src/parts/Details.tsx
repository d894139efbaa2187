/** The words of a machine behind a disclosure: closed at first, can be copied, never mistaken for ours. */
import { ChevronRight } from "lucide-react";
import { Button, Disclosure, DisclosurePanel } from "react-aria-components";

import styles from "./Details.module.css";
import { HostileText } from "./HostileText";
import { usePartWords } from "./words";

export function Details({ text, label }: { text: string; label?: string }) {
  const words = usePartWords();
  return (
    <Disclosure className={styles.details ?? ""}>
      <Button slot="trigger" className={styles.trigger ?? ""}>
        <ChevronRight size="1.3rem" aria-hidden />
        {label ?? words.details}
      </Button>
      <DisclosurePanel className={styles.panel ?? ""}>
        <pre className={styles.text}>
          <HostileText text={text} lines />
        </pre>
      </DisclosurePanel>
    </Disclosure>
  );
}
