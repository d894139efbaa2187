/** What is shown of a host's address. */
import { visibleText } from "../../../parts/hostile";

/** `git.example.org:7990` of `https://git.example.org:7990/context`. */
export function hostNameOf(baseUrl: string): string {
  return visibleText(URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);
}
