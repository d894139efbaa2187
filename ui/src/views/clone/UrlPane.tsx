/** Clones from an address that the person writes; says whose account will be used where it belongs to a known host. */
import { KeyRound } from "lucide-react";

import { useAccounts } from "../../data/accounts";
import type { Fault } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { cloneWords as words } from "../../text/clone";
import styles from "./UrlPane.module.css";

interface UrlPaneProps {
  url: string;
  fault: Fault | null;
  onChange: (url: string) => void;
  onStart: () => void;
}

export function UrlPane({ url, fault, onChange, onStart }: UrlPaneProps) {
  const known = useAccounts().find(({ host }) => sameHost(url, host.baseUrl));
  return (
    <form
      className={styles.pane}
      onSubmit={(event) => {
        event.preventDefault();
        onStart();
      }}
    >
      <TextField
        label={words.urlLabel}
        description={words.urlHint}
        placeholder={words.urlExample}
        value={url}
        onChange={onChange}
        error={fault?.kind === "invalid" && fault.field === "url" ? fault.why : null}
        autoFocus
        mono
      />
      {known && (
        <p className={styles.known}>
          <KeyRound size="1.5rem" aria-hidden />
          {words.urlKnown(visibleText(known.host.name), visibleText(known.account.user.displayName))}
        </p>
      )}
      <button type="submit" hidden />
    </form>
  );
}

/** A hint only: the core decides which account may be used. */
function sameHost(url: string, baseUrl: string): boolean {
  const name = /^(?:(?:https?|ssh):\/\/)?(?:[^@/]*@)?([^/:]+)/i.exec(url.trim())?.[1];
  return name !== undefined && URL.canParse(baseUrl) && new URL(baseUrl).hostname === name.toLowerCase();
}
