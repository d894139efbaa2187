/** Values of style tokens for whoever draws by hand: the right ones for the theme, told again when the theme changes. */
import { useSyncExternalStore } from "react";

const known = new Map<string, string>();

function theme(): string {
  return document.documentElement.dataset.theme ?? "";
}

/** The values of some tokens, such as `--lane-0`, in their order. */
export function useTokens(names: readonly string[]): readonly string[] {
  const values = useSyncExternalStore(listen, () => {
    const key = `${theme()} ${names.join(" ")}`;
    let found = known.get(key);
    if (found === undefined) {
      const style = getComputedStyle(document.documentElement);
      found = names.map((name) => style.getPropertyValue(name).trim()).join("\n");
      known.set(key, found);
    }
    return found;
  });
  return values.split("\n");
}

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
