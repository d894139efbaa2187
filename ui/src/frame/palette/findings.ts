/** What a pasted text stands for, as entries of the palette. */
import { FolderOpen, GitBranch, GitPullRequest, HardDriveDownload, type LucideIcon, Plug } from "lucide-react";

import { useCheckOut } from "../../data/checkouts";
import { type HostedFinding, useFindings, useOpenClone } from "../../data/openings";
import { usePlaces } from "../../data/places";
import { useOpenRepository } from "../../data/repositories";
import type { Finding } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import { checkoutWords } from "../../text/checkouts";
import { openingWords as words } from "../../text/openings";
import type { Entry } from "./entries";

/** The entries, and why a text can stand for nothing. */
export function useFindingEntries(text: string): { entries: Entry[]; refusal: string | null } {
  const { data = [], error } = useFindings(text);
  const openFolder = useOpenRepository();
  const places = usePlaces();
  const hosted = useHostedEntries();
  const entriesOf = (finding: Finding): Entry[] => {
    switch (finding.kind) {
      case "folder":
        return [
          entry("folder", FolderOpen, words.folder(visibleText(finding.path)), "", () => openFolder(finding.path)),
        ];
      case "hosted":
        return hosted(finding);
      case "host":
        return [
          entry("host", HardDriveDownload, words.host(visibleText(finding.hostName)), words.hostHint, () =>
            places.showClone(true),
          ),
        ];
      case "address": {
        const url = visibleText(finding.url);
        return [
          entry("clone", HardDriveDownload, words.cloneAddress(url), words.addressHint, () =>
            places.showClone(true, finding.url),
          ),
          entry("connect", Plug, words.connect(url), words.connectHint, () =>
            places.showPreferences("integrations", { host: "new", url: finding.url }),
          ),
        ];
      }
    }
  };
  const refusal = error?.kind === "invalid" ? error.why : null;
  return { entries: text.trim() === "" ? [] : data.flatMap(entriesOf), refusal };
}

function useHostedEntries(): (finding: HostedFinding) => Entry[] {
  const places = usePlaces();
  const openClone = useOpenClone();
  const checkOut = useCheckOut();
  return (finding) => {
    const { host, hostName, account, repository, target, cloneUrl, clones } = finding;
    const name = visibleText(`${repository.project}/${repository.slug}`);
    if (clones.length === 0) {
      return [
        entry(`clone ${host}`, HardDriveDownload, words.cloneHosted(name), words.notHere(visibleText(hostName)), () =>
          places.showClone(true, cloneUrl),
        ),
      ];
    }
    const named = target.kind === "revision" || target.kind === "commit";
    return clones.flatMap((clone) => {
      const { id, name: folder, path } = clone.repository;
      const lack =
        named && clone.commit === null
          ? words.notFetched
          : target.kind === "pullRequest" && account === null
            ? words.notSignedIn
            : null;
      const icon = target.kind === "pullRequest" ? GitPullRequest : FolderOpen;
      const title = visibleText(words.clone(folder, target));
      const described = lack ? `${visibleText(path)} (${lack})` : visibleText(path);
      const open = entry(`open ${host} ${id}`, icon, title, described, () => openClone(finding, clone));
      if (target.kind !== "pullRequest" || account === null) return [open];
      const { number } = target;
      const wanted = { kind: "pullRequest", account, repository, number } as const;
      const checks = checkoutWords.checkOutIn(`#${number}`, visibleText(folder));
      const go = () => {
        openClone(finding, clone);
        checkOut(id, wanted);
      };
      return [open, entry(`check out ${host} ${id}`, GitBranch, checks, described, go)];
    });
  };
}

function entry(id: string, icon: LucideIcon, name: string, description: string, run: () => void): Entry {
  return { id: `found ${id}`, icon, name, description, sought: "", run };
}
