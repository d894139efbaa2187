/** Who we are on a server: name, token, what it allows and what not, test, disconnect. */
import { CalendarClock, MemoryStick, TriangleAlert } from "lucide-react";
import { useState } from "react";

import { useTestAccount } from "../../../data/accounts";
import { useFaultViews } from "../../../data/faults";
import { useNotices } from "../../../data/notices";
import { useAuthorise } from "../../../data/oauth";
import type { Account, Host } from "../../../host/api.gen";
import { Avatar } from "../../../parts/Avatar";
import { Badge } from "../../../parts/Badge";
import { Banner } from "../../../parts/Banner";
import { Button } from "../../../parts/Button";
import { useNow } from "../../../parts/clock";
import { ErrorState } from "../../../parts/ErrorState";
import { visibleText } from "../../../parts/hostile";
import { HostileText } from "../../../parts/HostileText";
import { ExactDate } from "../../../parts/RelativeTime";
import { accountWords } from "../../../text/integrations";
import { oauthWords } from "../../../text/oauth";
import { keychainSentences, keychainWords } from "../../../text/keychain";
import { AbilityList } from "./AbilityList";
import { Disconnect } from "./Disconnect";
import styles from "./Integrations.module.css";

export function AccountCard({ account, host }: { account: Account; host: Host }) {
  const [leaving, setLeaving] = useState(false);
  const test = useTestAccount();
  const view = useFaultViews();
  const { notify } = useNotices();
  const { user, kept } = account;
  const name = visibleText(user.displayName);
  const ended = account.way === "browser" && (account.rejected || kept.kind === "gone");
  const retry = () =>
    test.mutate(
      { id: account.id },
      {
        onSuccess: (tested) =>
          notify({
            tone: "success",
            title: accountWords.tested,
            text: accountWords.testedText(visibleText(tested.user.displayName)),
          }),
      },
    );
  return (
    <section className={styles.card} aria-label={name}>
      <header className={styles.account}>
        <Avatar name={user.displayName} size={40} />
        <div className={styles.accountWords}>
          <strong className={styles.accountName}>
            <HostileText text={user.displayName} />
          </strong>
          <span className={styles.dim}>
            <HostileText text={`${user.name} · ${host.name}`} />
          </span>
        </div>
        <div className={styles.badges}>
          {kept.kind !== "gone" && !ended && user.active && <Badge tone="accent">{accountWords.connected}</Badge>}
          {!user.active && <Badge tone="danger">{accountWords.inactive}</Badge>}
          {kept.kind === "memory" && (
            <Badge tone="warn" icon={MemoryStick}>
              {accountWords.memory}
            </Badge>
          )}
          {kept.kind === "gone" && !ended && (
            <Badge tone="danger" icon={TriangleAlert}>
              {accountWords.gone}
            </Badge>
          )}
          {ended && (
            <Badge tone="danger" icon={TriangleAlert}>
              {accountWords.ended}
            </Badge>
          )}
        </div>
      </header>
      {kept.kind === "memory" && (
        <Banner tone="warn" title={keychainWords.memoryTitle}>
          {keychainSentences[kept.situation]} {keychainWords.memoryText}
        </Banner>
      )}
      {kept.kind === "gone" && !ended && <Banner tone="danger">{accountWords.goneText}</Banner>}
      {ended && <Ended host={host} />}
      {account.way === "token" ? (
        <TokenEnd date={account.tokenExpires} />
      ) : (
        !ended && <p className={styles.dim}>{accountWords.byBrowser}</p>
      )}
      <AbilityList abilities={account.abilities} />
      {test.error && !ended && <ErrorState {...view(test.error, retry)} inline />}
      {leaving && <Disconnect account={account} host={host} onDone={() => setLeaving(false)} />}
      <div className={styles.buttons}>
        <Button onPress={retry} isPending={test.isPending}>
          {accountWords.test}
        </Button>
        <Button tone="danger" onPress={() => setLeaving(true)}>
          {accountWords.disconnect}
        </Button>
      </div>
    </section>
  );
}

function Ended({ host }: { host: Host }) {
  const authorise = useAuthorise();
  return (
    <Banner
      tone="danger"
      actions={
        <Button size="small" isPending={authorise.isRunning} onPress={() => authorise.start(host.id)}>
          {oauthWords.authorise(visibleText(host.name))}
        </Button>
      }
    >
      {accountWords.endedText}
    </Banner>
  );
}

/** A fortnight is enough to make a new token. */
const soon = 14 * 86_400_000;

function TokenEnd({ date }: { date: string | null }) {
  const now = useNow();
  if (date === null) return <p className={styles.dim}>{accountWords.noExpiry}</p>;
  const left = Date.parse(date) + 86_400_000 - now;
  return (
    <p className={styles.tokenEnd} data-soon={left < soon || undefined}>
      {left < soon ? <TriangleAlert size="1.5rem" aria-hidden /> : <CalendarClock size="1.5rem" aria-hidden />}
      {left < 0 ? accountWords.tokenEnded : accountWords.tokenEnds} <ExactDate time={date} />
    </p>
  );
}
