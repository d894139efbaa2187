/** Pages of hosts: what leads from something here to where its host shows it. */
import { ExternalLink, Link2 } from "lucide-react";

import type { PageOf, RepositoryId } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import type { MenuEntry } from "../parts/Menu";
import { remoteWords as words } from "../text/remotes";
import { useCopyText, useOpenLink } from "./application";
import { useAct } from "./ask";
import { useHosts } from "./hosts";
import { useReport } from "./notices";
import { useRemoteAccounts } from "./repositories";

export interface HostPageActs {
  /** What the host is called; hostile. */
  readonly host: string;
  readonly open: (of: PageOf) => void;
  readonly copy: (of: PageOf) => void;
}

/** Undefined where the repository is on no connected host. A fault becomes a notice. */
export function useHostPages(id: RepositoryId | null): HostPageActs | undefined {
  const { data: remotes = [] } = useRemoteAccounts(id);
  const { data: hosts = [] } = useHosts();
  const ask = useAct("get_host_page");
  const report = useReport();
  const openLink = useOpenLink();
  const copyText = useCopyText();
  const host = hosts.find((one) => one.id === remotes.find(({ path }) => path !== null)?.host);
  if (id === null || !host) return undefined;
  const find = (of: PageOf, then: (url: string) => void) =>
    ask.mutate({ id, of }, { onSuccess: then, onError: report });
  return {
    host: host.name,
    open: (of) => find(of, openLink),
    copy: (of) => find(of, copyText),
  };
}

/** Menu entries that open the page of something on its host, or copy its address. */
export function useHostPageEntries(id: RepositoryId): (of: PageOf) => readonly MenuEntry[] {
  const pages = useHostPages(id);
  return (of) =>
    pages
      ? [
          "separator",
          {
            id: "page",
            label: words.openOn(visibleText(pages.host)),
            icon: ExternalLink,
            onSelect: () => pages.open(of),
          },
          { id: "page-link", label: words.copyLink, icon: Link2, onSelect: () => pages.copy(of) },
        ]
      : [];
}
