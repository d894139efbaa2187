/** Keys as things to choose; a chosen key whose file is gone stays in the list, so that the choice doesn't lie. */
import type { SshChoice, SshKey } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import type { Choice } from "../../parts/Select";

export function keyChoices(keys: readonly SshKey[], chosen: SshChoice | null): Choice<string>[] {
  const choices = keys.map(({ path, algorithm, comment }) => ({
    id: path,
    label: visibleText(path),
    description: visibleText(`${algorithm} · ${comment}`),
  }));
  if (chosen?.kind === "key" && !keys.some(({ path }) => path === chosen.path)) {
    choices.push({ id: chosen.path, label: visibleText(chosen.path), description: "" });
  }
  return choices;
}
