/**
 * A link that leaves the window. It has no `href`: nothing the web view could navigate to; the caller opens it through the host.
 *
 *   <Link address={url} onOpen={openLink}>SSH keys page</Link>       address null or unsafe: plain text
 */
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Link as AriaLink } from "react-aria-components";

import { visibleText } from "./hostile";
import styles from "./Link.module.css";
import { safeLink } from "./links";
import { Tooltip } from "./Tooltip";
import { usePartWords } from "./words";

interface LinkProps {
  address: string | null | undefined;
  onOpen: (address: string) => void;
  children: ReactNode;
  /** Shows that it leads to the browser. */
  icon?: boolean;
}

export function Link({ address, onOpen, children, icon }: LinkProps) {
  const words = usePartWords();
  const safe = address ? safeLink(address) : null;
  if (!safe) return <>{children}</>;
  return (
    <Tooltip text={words.opens(visibleText(safe))}>
      <AriaLink className={styles.link ?? ""} onPress={() => onOpen(safe)}>
        {children}
        {icon && <ExternalLink size="0.9em" aria-hidden />}
      </AriaLink>
    </Tooltip>
  );
}
