/** The services and whether they are connected, with the way to all of them. */
import { CircleDashed, Server } from "lucide-react";
import { Button } from "react-aria-components";

import { useHosts } from "../../data/hosts";
import { usePlaces } from "../../data/places";
import { HealthDot } from "../../parts/HealthDot";
import { visibleText } from "../../parts/hostile";
import { listed } from "../../text/numbers";
import { healthWord } from "../../text/health";
import { newTabWords } from "../../text/welcome";
import styles from "./NewTabView.module.css";

export function IntegrationsCard() {
  const { data: hosts = [] } = useHosts();
  const places = usePlaces();
  return (
    <section className={styles.integrations} aria-labelledby="new-tab-integrations">
      <h2 id="new-tab-integrations" className={styles.heading}>
        {newTabWords.integrations}
      </h2>
      <p className={styles.dim}>{newTabWords.integrationsText}</p>
      {hosts.length === 0 && (
        <Button className={styles.way ?? ""} onPress={() => places.showPreferences("integrations", { host: "new" })}>
          <Server size="2rem" strokeWidth={1.7} aria-hidden />
          <span className={styles.wayWords}>
            <span className={styles.wayTitle}>{newTabWords.service}</span>
            <span className={styles.state}>
              <CircleDashed size="1.3rem" aria-hidden />
              {newTabWords.notConnected}
            </span>
          </span>
        </Button>
      )}
      {hosts.map(({ id, name, health, accounts }) => (
        <Button
          key={id}
          className={styles.way ?? ""}
          onPress={() => places.showPreferences("integrations", { host: id })}
        >
          <Server size="2rem" strokeWidth={1.7} aria-hidden />
          <span className={styles.wayWords}>
            <span className={styles.wayTitle}>{visibleText(name)}</span>
            <span className={styles.state}>
              <HealthDot state={health.kind} />
              {accounts.length === 0
                ? newTabWords.notConnected
                : `${healthWord(health)} · ${newTabWords.accounts(listed(accounts.map(({ user }) => visibleText(user.displayName))))}`}
            </span>
          </span>
        </Button>
      ))}
      <Button className={styles.all ?? ""} onPress={() => places.showPreferences("integrations")}>
        {newTabWords.all}
      </Button>
    </section>
  );
}
