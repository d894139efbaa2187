/** What a token allowed when it was tested, and what it means where it didn't. The requests themselves stand behind a disclosure. */
import type { AbilityCheck } from "../../../host/api.gen";
import { Details } from "../../../parts/Details";
import { Verdict } from "../../../parts/Verdict";
import { abilityMissing, abilityNames, accountWords, verdictNames } from "../../../text/integrations";
import styles from "./Integrations.module.css";

const marks = { allowed: "yes", refused: "no", unknown: "unknown" } as const;

export function AbilityList({ abilities }: { abilities: readonly AbilityCheck[] }) {
  if (abilities.length === 0) return null;
  return (
    <div className={styles.abilities}>
      <h4>{accountWords.abilities}</h4>
      <ul>
        {abilities.map(({ ability, verdict }) => (
          <li key={ability}>
            <Verdict is={marks[verdict]}>
              <span className="visually-hidden">{verdictNames[verdict]}: </span>
              {abilityNames[ability]}
              {verdict === "refused" && <span className={styles.dim}> — {abilityMissing[ability]}</span>}
              {verdict === "unknown" && <span className={styles.dim}> — {verdictNames.unknown}</span>}
            </Verdict>
          </li>
        ))}
      </ul>
      <Details text={abilities.map(({ ability, detail }) => `${abilityNames[ability]}\n  ${detail}`).join("\n")} />
    </div>
  );
}
