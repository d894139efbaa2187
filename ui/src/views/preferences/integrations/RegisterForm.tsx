/** The administrator's wizard: what to enter on the server, and what it shows then. The secret leaves the form when it was taken. */
import { Copy, ExternalLink } from "lucide-react";
import { type ReactNode, useState } from "react";

import { useCopyText, useOpenLink } from "../../../data/application";
import { useFaultViews } from "../../../data/faults";
import { useNotices } from "../../../data/notices";
import { useRegisterApplication } from "../../../data/oauth";
import type { Host, RedirectChoice, RedirectForm } from "../../../host/api.gen";
import { Badge } from "../../../parts/Badge";
import { Button } from "../../../parts/Button";
import { Checkbox } from "../../../parts/Checkbox";
import { ErrorState } from "../../../parts/ErrorState";
import { Fields } from "../../../parts/Field";
import { visibleText } from "../../../parts/hostile";
import { RadioGroup } from "../../../parts/RadioGroup";
import { SecretField } from "../../../parts/SecretField";
import { TextField } from "../../../parts/TextField";
import { oauthWords, registerWords } from "../../../text/oauth";
import styles from "./Integrations.module.css";

const forms = [
  { id: "loopback", label: registerWords.loopback, description: registerWords.loopbackText },
  { id: "scheme", label: registerWords.scheme, description: registerWords.schemeText },
  { id: "page", label: registerWords.page, description: registerWords.pageText },
] as const;

/** The wizard is longer than what was there: it begins at the top. */
const intoView = (form: HTMLFormElement | null) => form?.scrollIntoView?.({ block: "start" });

export function RegisterForm({ host, onDone }: { host: Host; onDone: () => void }) {
  const { oauth } = host;
  const before = oauth.registration;
  const [form, setForm] = useState<RedirectForm>(before?.form ?? "loopback");
  const [page, setPage] = useState(before?.form === "page" ? before.redirect : "");
  const [chosen, setChosen] = useState<readonly string[]>(
    before?.scopes ?? oauth.scopes.filter(({ optional }) => !optional).map(({ scope }) => scope),
  );
  const [clientId, setClientId] = useState(before?.clientId ?? "");
  const [secret, setSecret] = useState("");
  const register = useRegisterApplication();
  const openLink = useOpenLink();
  const view = useFaultViews();
  const { notify } = useNotices();
  const name = visibleText(host.name);
  const keepsSecret = before !== null && before.secret.kind !== "gone";
  const missing =
    form === "page" && page.trim() === ""
      ? registerWords.pageMissing
      : clientId.trim() === ""
        ? registerWords.clientIdMissing
        : secret.trim() === "" && !keepsSecret
          ? registerWords.secretMissing
          : null;
  const redirect: RedirectChoice = form === "page" ? { kind: form, url: page.trim() } : { kind: form };
  const submit = () => {
    if (missing) return;
    const clientSecret = secret.trim() === "" ? null : secret.trim();
    const args = { host: host.id, clientId: clientId.trim(), clientSecret, redirect, scopes: [...chosen] };
    void register.run(args, () => {
      setSecret("");
      notify({ tone: "success", title: registerWords.doneTitle(name), text: registerWords.doneText });
      onDone();
    });
  };
  const fault = register.error;
  const wrong = (field: string) => (fault?.kind === "invalid" && fault.field === field ? fault.why : null);
  const elsewhere =
    fault && !(fault.kind === "invalid" && ["clientId", "clientSecret", "redirect"].includes(fault.field));
  return (
    <form
      ref={intoView}
      className={styles.card}
      aria-label={registerWords.title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Step title={registerWords.step1}>
        <RadioGroup label={registerWords.way} choices={forms} value={form} onChange={setForm} />
        {form === "page" && (
          <TextField
            label={registerWords.pageUrl}
            placeholder={registerWords.pagePlaceholder}
            value={page}
            onChange={setPage}
            error={wrong("redirect")}
            mono
          />
        )}
      </Step>
      <Step title={registerWords.step2}>
        <div className={styles.generate}>
          <Button icon={ExternalLink} onPress={() => openLink(oauth.page)}>
            {registerWords.openPage(name)}
          </Button>
          <p className={styles.dim}>{registerWords.path}</p>
        </div>
        <RedirectUrl
          url={form === "loopback" ? oauth.loopback : form === "scheme" ? oauth.customScheme : page.trim()}
        />
      </Step>
      <Step title={registerWords.step3}>
        {oauth.scopes.map(({ scope, label, optional }) => (
          <Checkbox
            key={scope}
            isSelected={chosen.includes(scope)}
            isDisabled={!optional}
            onChange={(on) => setChosen(on ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
            description={registerWords.scopes[scope] ?? scope}
          >
            <span className={styles.permission}>
              {visibleText(label)}
              {!optional && <Badge tone="accent">{registerWords.needed}</Badge>}
            </span>
          </Checkbox>
        ))}
      </Step>
      <Step title={registerWords.step4}>
        <Fields>
          {fault && elsewhere && <ErrorState {...view(fault, submit)} inline />}
          <TextField
            label={oauthWords.clientId}
            value={clientId}
            onChange={setClientId}
            error={wrong("clientId")}
            mono
          />
          <SecretField
            label={oauthWords.secret}
            description={keepsSecret ? registerWords.secretStays : registerWords.secretHint}
            value={secret}
            onChange={setSecret}
            error={wrong("clientSecret")}
          />
        </Fields>
        <div className={styles.buttons}>
          <Button type="submit" tone="primary" isPending={register.isPending} reason={missing}>
            {registerWords.activate}
          </Button>
          <Button onPress={onDone}>{registerWords.cancel}</Button>
        </div>
      </Step>
    </form>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.step} aria-label={title}>
      <h4 className={styles.stepTitle}>{title}</h4>
      {children}
    </section>
  );
}

function RedirectUrl({ url }: { url: string }) {
  const copy = useCopyText();
  const { notify } = useNotices();
  if (url === "") return null;
  return (
    <div className={styles.redirect}>
      <span className={styles.dim}>{oauthWords.redirect}</span>
      <code className={styles.url}>{visibleText(url)}</code>
      <Button
        size="small"
        icon={Copy}
        onPress={() => {
          copy(url);
          notify({ tone: "success", title: registerWords.copied, text: visibleText(url) });
        }}
      >
        {registerWords.copy}
      </Button>
    </div>
  );
}
