/** The permissions to tick on the server's page, each with what it unlocks. */
import type { PermissionAdvice } from "../../../host/api.gen";
import { Badge } from "../../../parts/Badge";
import { visibleText } from "../../../parts/hostile";
import { abilityNames, tokenStepWords } from "../../../text/integrations";
import styles from "./Integrations.module.css";

export function PermissionTable({ permissions }: { permissions: readonly PermissionAdvice[] }) {
  return (
    <table className={styles.permissions}>
      <caption className="visually-hidden">{tokenStepWords.permissions}</caption>
      <thead>
        <tr>
          <th scope="col">{tokenStepWords.permissions}</th>
          <th scope="col">{tokenStepWords.unlocks}</th>
        </tr>
      </thead>
      <tbody>
        {permissions.map(({ permission, unlocks, optional }) => (
          <tr key={permission}>
            <th scope="row">
              <span className={styles.permission}>
                {visibleText(permission)}
                <Badge tone={optional ? "neutral" : "accent"}>
                  {optional ? tokenStepWords.optional : tokenStepWords.needed}
                </Badge>
              </span>
            </th>
            <td>
              <ul>
                {unlocks.map((ability) => (
                  <li key={ability}>{abilityNames[ability]}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
