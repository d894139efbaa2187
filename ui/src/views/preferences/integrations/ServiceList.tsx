/** The services Bough can speak with, a tick where one is connected, and the servers under each. */
import { CircleCheck, Plus, Server } from "lucide-react";

import type { Host } from "../../../host/api.gen";
import { HealthDot } from "../../../parts/HealthDot";
import { HostileText } from "../../../parts/HostileText";
import { forgeNames, integrationWords } from "../../../text/integrations";
import { healthWord } from "../../../text/health";
import styles from "./Integrations.module.css";

interface ServiceListProps {
  hosts: readonly Host[];
  /** Id of a host, or `new`. */
  chosen: string;
  onChoose: (host: string) => void;
}

export function ServiceList({ hosts, chosen, onChoose }: ServiceListProps) {
  const connected = hosts.some(({ accounts }) => accounts.length > 0);
  return (
    <nav className={styles.services} aria-label={integrationWords.services}>
      <div className={styles.service}>
        <Server size="1.6rem" aria-hidden />
        <span>{forgeNames.bitbucketServer}</span>
        {connected && <CircleCheck className={styles.tick} size="1.5rem" aria-label={integrationWords.connected} />}
      </div>
      {hosts.map(({ id, name, accounts, health }) => (
        <button
          key={id}
          type="button"
          className={styles.host}
          aria-current={chosen === id ? "page" : undefined}
          onClick={() => onChoose(id)}
        >
          <HealthDot state={health.kind} />
          <span className={styles.hostWords}>
            <span className={styles.hostName}>
              <HostileText text={name} />
            </span>
            <span className="visually-hidden">{healthWord(health)}</span>
            {accounts.map(({ id: account, user }) => (
              <span key={account} className={styles.dim}>
                <HostileText text={user.displayName} />
              </span>
            ))}
          </span>
        </button>
      ))}
      <button
        type="button"
        className={styles.host}
        aria-current={chosen === "new" ? "page" : undefined}
        onClick={() => onChoose("new")}
      >
        <Plus size="1.3rem" aria-hidden />
        {integrationWords.addHost}
      </button>
    </nav>
  );
}
