/** Signing in through the browser on a server: what is registered there, the way to do it, and what a team gets handed. */
import { ExternalLink, KeyRound } from "lucide-react";
import { useState } from "react";

import { useAuthorise, useRemoveRegistration } from "../../../data/oauth";
import { useReport } from "../../../data/notices";
import type { Host, Kept, Registration } from "../../../host/api.gen";
import { AskBar } from "../../../parts/AskBar";
import { Button } from "../../../parts/Button";
import { type Fact, Facts } from "../../../parts/Facts";
import { visibleText } from "../../../parts/hostile";
import { integrationWords } from "../../../text/integrations";
import { hostFileWords, oauthWords } from "../../../text/oauth";
import { Block } from "../PaneBody";
import { ExportHost } from "./ExportHost";
import styles from "./Integrations.module.css";
import { RegisterForm } from "./RegisterForm";

export function BrowserSignIn({ host }: { host: Host }) {
  const [doing, setDoing] = useState<"register" | "export" | "forget" | null>(null);
  const { registration, possible } = host.oauth;
  const done = () => setDoing(null);
  return (
    <Block title={oauthWords.title}>
      <p className={styles.dim}>{possible ? oauthWords.intro : oauthWords.impossible}</p>
      {registration && doing !== "register" && <Registered host={host} registration={registration} />}
      {doing === "register" && <RegisterForm host={host} onDone={done} />}
      {doing === "export" && <ExportHost host={host} onDone={done} />}
      {doing === "forget" && <Forget host={host} onDone={done} />}
      {possible && (doing === null || doing === "forget") && (
        <div className={styles.buttons}>
          <Button icon={registration ? undefined : KeyRound} onPress={() => setDoing("register")}>
            {registration ? oauthWords.change : oauthWords.register}
          </Button>
          {registration && (
            <>
              <Button onPress={() => setDoing("export")}>{hostFileWords.export}</Button>
              <Button tone="danger" onPress={() => setDoing("forget")}>
                {oauthWords.forget}
              </Button>
            </>
          )}
        </div>
      )}
    </Block>
  );
}

const secrets: Record<Kept["kind"], string> = {
  keychain: oauthWords.secretKept,
  memory: oauthWords.secretMemory,
  gone: oauthWords.secretGone,
};

function Registered({ host, registration }: { host: Host; registration: Registration }) {
  const authorise = useAuthorise();
  const { clientId, redirect, scopes, secret } = registration;
  const facts: Fact[] = [
    { name: oauthWords.clientId, value: visibleText(clientId), mono: true },
    { name: oauthWords.redirect, value: visibleText(redirect), mono: true },
    { name: oauthWords.permissions, value: visibleText(scopes.join(", ")) },
    { name: oauthWords.secret, value: secrets[secret.kind] },
  ];
  return (
    <div className={styles.card}>
      <Facts facts={facts} />
      <div className={styles.generate}>
        <Button
          tone="primary"
          icon={ExternalLink}
          isPending={authorise.isRunning}
          reason={secret.kind === "gone" ? oauthWords.secretGone : null}
          onPress={() => authorise.start(host.id)}
        >
          {oauthWords.authorise(visibleText(host.name))}
        </Button>
        <p className={styles.dim}>{oauthWords.authoriseText}</p>
      </div>
    </div>
  );
}

function Forget({ host, onDone }: { host: Host; onDone: () => void }) {
  const remove = useRemoveRegistration();
  const report = useReport();
  return (
    <AskBar
      title={oauthWords.forgetTitle(visibleText(host.name))}
      act={oauthWords.forget}
      keep={integrationWords.cancel}
      isPending={remove.isPending}
      isFinal
      flush
      onAct={() => remove.mutate({ host: host.id }, { onError: report, onSettled: onDone })}
      onKeep={onDone}
    >
      {oauthWords.forgetText}
    </AskBar>
  );
}
