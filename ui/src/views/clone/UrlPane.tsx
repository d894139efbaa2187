/** Clones from an address that the person writes; says whose account will be used where it belongs to a known host. */
import { KeyRound } from "lucide-react";

import { useHosts } from "../../data/hosts";
import type { Fault, HostId } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { cloneWords as words } from "../../text/clone";
import { oauthWords } from "../../text/oauth";
import { mayAuthorise, SignInButton } from "./SignInButton";
import styles from "./UrlPane.module.css";

interface UrlPaneProps {
  url: string;
  fault: Fault | null;
  onChange: (url: string) => void;
  onStart: () => void;
  /** The person wants to sign in to a host. */
  onSignIn: (host: HostId) => void;
}

export function UrlPane({ url, fault, onChange, onStart, onSignIn }: UrlPaneProps) {
  const { data: hosts = [] } = useHosts();
  const host = hosts.find(({ baseUrl }) => sameHost(url, baseUrl));
  const account = host?.accounts[0];
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
      {host && account && (
        <p className={styles.known}>
          <KeyRound size="1.5rem" aria-hidden />
          {words.urlKnown(visibleText(host.name), visibleText(account.user.displayName))}
        </p>
      )}
      {host && !account && (
        <Banner
          tone="info"
          title={words.signInTitle(visibleText(host.name))}
          actions={<SignInButton host={host} onSignIn={() => onSignIn(host.id)} />}
        >
          {mayAuthorise(host) ? oauthWords.authoriseText : words.signInText}
        </Banner>
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
