/** Asks for a tab's name in a small panel under the tab. */
import { useRef, useState } from "react";
import { Dialog, Popover } from "react-aria-components";

import { Button } from "../../parts/Button";
import { TextField } from "../../parts/TextField";
import { tabWords } from "../../text/frame";
import styles from "./TabStrip.module.css";

interface RenameTabProps {
  tabId: string;
  alias: string;
  /** The name; none where nothing should change. */
  onDone: (alias: string | undefined) => void;
}

export function RenameTab({ tabId, alias, onDone }: RenameTabProps) {
  const [name, setName] = useState(alias);
  const anchor = useRef<HTMLElement | null>(null);
  return (
    <span ref={(mark) => void (anchor.current = mark && document.getElementById(tabId))} hidden>
      <Popover
        triggerRef={anchor}
        isOpen
        onOpenChange={(open) => !open && onDone(undefined)}
        placement="bottom start"
        className={styles.rename ?? ""}
      >
        <Dialog aria-label={tabWords.renameLabel} className={styles.renameBody ?? ""}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              onDone(name.trim());
            }}
          >
            <TextField
              label={tabWords.renameLabel}
              description={tabWords.renameHint}
              value={name}
              onChange={setName}
              autoFocus
              end={
                <Button type="submit" tone="primary">
                  {tabWords.save}
                </Button>
              }
            />
          </form>
        </Dialog>
      </Popover>
    </span>
  );
}
