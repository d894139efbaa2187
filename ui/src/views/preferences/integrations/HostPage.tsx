/** A connected server: its accounts, its SSH key, how it is trusted, and the way out. */
import { LockOpen, Plus } from "lucide-react";
import { useState } from "react";

import { useConnectAccount } from "../../../data/accounts";
import { useNotices } from "../../../data/notices";
import type { Host } from "../../../host/api.gen";
import { Badge } from "../../../parts/Badge";
import { Button } from "../../../parts/Button";
import { HealthDot } from "../../../parts/HealthDot";
import { visibleText } from "../../../parts/hostile";
import { HostileText } from "../../../parts/HostileText";
import { doctorWords } from "../../../text/doctor";
import { healthSentence, healthWord } from "../../../text/health";
import { accountWords, forgeNames, integrationWords, tokenStepWords } from "../../../text/integrations";
import { Block, PaneBody } from "../PaneBody";
import { AccountCard } from "./AccountCard";
import { BrowserSignIn } from "./BrowserSignIn";
import { ConnectionDoctor } from "./doctor/ConnectionDoctor";
import { HostSsh } from "./HostSsh";
import { HostTrust } from "./HostTrust";
import styles from "./Integrations.module.css";
import { RemoveHost } from "./RemoveHost";
import { TokenForm } from "./TokenForm";

export function HostPage({ host, onRemoved }: { host: Host; onRemoved: () => void }) {
  const [adding, setAdding] = useState(false);
  // Who can be sent to the browser is not asked for a token first.
  const ready = host.oauth.registration !== null;
  const signedIn = host.accounts.some(({ kept }) => kept.kind !== "gone");
  return (
    <PaneBody title={visibleText(host.name)} intro={forgeNames[host.forge]}>
      <div className={styles.facts}>
        <span className={styles.health}>
          <HealthDot state={host.health.kind} />
          {healthWord(host.health)}
        </span>
        <Badge>{integrationWords.version(visibleText(host.version))}</Badge>
        {host.plainHttp && (
          <Badge tone="danger" icon={LockOpen}>
            {integrationWords.notEncrypted}
          </Badge>
        )}
        <code className={styles.dim}>
          <HostileText text={host.baseUrl} />
        </code>
      </div>
      {(host.health.kind === "signInNeeded" || host.health.kind === "offline") && (
        <p className={styles.dim}>{healthSentence(host.health)}</p>
      )}
      <Block title={doctorWords.title}>
        <ConnectionDoctor patient={{ kind: "host", id: host.id }} onSignIn={() => setAdding(true)} />
      </Block>
      <Block title={accountWords.title}>
        {host.accounts.map((account) => (
          <AccountCard key={account.id} account={account} host={host} />
        ))}
        {adding || (!signedIn && !ready) ? (
          <SignIn host={host} onDone={() => setAdding(false)} />
        ) : (
          <div>
            <Button icon={Plus} onPress={() => setAdding(true)}>
              {signedIn ? accountWords.another : accountWords.byToken}
            </Button>
          </div>
        )}
      </Block>
      <BrowserSignIn host={host} />
      <HostSsh host={host} />
      <HostTrust host={host} />
      <RemoveHost host={host} onRemoved={onRemoved} />
    </PaneBody>
  );
}

function SignIn({ host, onDone }: { host: Host; onDone: () => void }) {
  const connect = useConnectAccount();
  const { notify } = useNotices();
  const name = visibleText(host.name);
  return (
    <div className={styles.card}>
      <TokenForm
        hostName={name}
        tokenPage={host.pages.token}
        permissions={host.permissions}
        fault={connect.error}
        isPending={connect.isPending}
        reason={null}
        onConnect={({ token, tokenExpires }, taken) =>
          void connect.run({ host: host.id, token, tokenExpires }, ({ user }) => {
            taken();
            const text = tokenStepWords.connectedText(visibleText(user.displayName));
            notify({ tone: "success", title: tokenStepWords.connectedTitle(name), text });
            onDone();
          })
        }
      />
    </div>
  );
}
