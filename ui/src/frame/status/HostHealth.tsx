/** One dot per host; a click opens it in Integrations. */
import { Button } from "react-aria-components";

import { useHosts } from "../../data/hosts";
import { usePlaces } from "../../data/places";
import { HealthDot } from "../../parts/HealthDot";
import { visibleText } from "../../parts/hostile";
import { Tooltip } from "../../parts/Tooltip";
import { statusWords } from "../../text/frame";
import { healthSentence, healthWord } from "../../text/health";
import styles from "./StatusBar.module.css";

export function HostHealth() {
  const { data: hosts = [] } = useHosts();
  const places = usePlaces();
  return (
    <div role="group" aria-label={statusWords.hosts} className={styles.hosts}>
      {hosts.map(({ id, name, health }) => (
        <Tooltip key={id} text={`${healthWord(health)}. ${healthSentence(health)}`} placement="top">
          <Button
            className={styles.item ?? ""}
            aria-label={`${visibleText(name)}: ${healthWord(health)}`}
            onPress={() => places.showPreferences("integrations", { host: id })}
          >
            <HealthDot state={health.kind} />
            <span className={styles.host}>{visibleText(name)}</span>
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}
