/** Signing in with an access token: where to make it, what it must allow, where to paste it. A refused token keeps the form as it is. */
import { ExternalLink } from "lucide-react";
import { useState } from "react";

import { useOpenLink } from "../../../data/application";
import { useFaultViews } from "../../../data/faults";
import type { Fault, PermissionAdvice } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { ErrorState } from "../../../parts/ErrorState";
import { Fields } from "../../../parts/Field";
import { SecretField } from "../../../parts/SecretField";
import { TextField } from "../../../parts/TextField";
import { tokenStepWords } from "../../../text/integrations";
import styles from "./Integrations.module.css";
import { PermissionTable } from "./PermissionTable";

export interface TokenDraft {
  token: string;
  /** RFC 3339 date; none where the person doesn't know. */
  tokenExpires: string | null;
}

interface TokenFormProps {
  hostName: string;
  tokenPage: string;
  permissions: readonly PermissionAdvice[];
  fault: Fault | null;
  isPending: boolean;
  /** Why it can't be submitted yet. */
  reason: string | null;
  /** `taken` is called when the token was accepted; until then the form keeps it. */
  onConnect: (draft: TokenDraft, taken: () => void) => void;
}

export function TokenForm(props: TokenFormProps) {
  const { hostName, tokenPage, permissions, fault, isPending, reason, onConnect } = props;
  const [token, setToken] = useState("");
  const [expires, setExpires] = useState("");
  const openLink = useOpenLink();
  const view = useFaultViews();
  const expiryWrong = expires.trim() !== "" && !isDate(expires.trim());
  const missing = token.trim() === "" ? tokenStepWords.tokenMissing : expiryWrong ? tokenStepWords.expiryWrong : null;
  const submit = () => {
    if (reason ?? missing) return;
    onConnect({ token: token.trim(), tokenExpires: expires.trim() || null }, () => setToken(""));
  };
  return (
    <form
      className={styles.token}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.generate}>
        <Button icon={ExternalLink} onPress={() => openLink(tokenPage)}>
          {tokenStepWords.generate(hostName)}
        </Button>
        <p className={styles.dim}>{tokenStepWords.generateText}</p>
      </div>
      <PermissionTable permissions={permissions} />
      <Fields>
        {fault && <ErrorState {...withoutSignIn(view(fault, submit), fault)} inline />}
        <SecretField
          label={tokenStepWords.token}
          description={tokenStepWords.tokenHint}
          value={token}
          onChange={setToken}
        />
        <TextField
          label={tokenStepWords.expiry}
          description={tokenStepWords.expiryHint}
          value={expires}
          onChange={setExpires}
          error={expiryWrong ? tokenStepWords.expiryWrong : null}
        />
        <Button type="submit" tone="primary" wide isPending={isPending} reason={reason ?? missing}>
          {tokenStepWords.connect}
        </Button>
      </Fields>
    </form>
  );
}

/** "Sign in" would lead to where we are. */
function withoutSignIn<T extends { action?: unknown }>(shown: T, fault: Fault): T {
  return fault.kind === "signIn" && fault.reason !== "captcha" ? { ...shown, action: null } : shown;
}

/** A real day of the calendar, as `2031-03-01`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
