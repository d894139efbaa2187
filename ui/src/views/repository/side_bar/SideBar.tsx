/** The side bar of a repository: everything with a name, in one tree. */
import { PanelLeftClose, RefreshCw } from "lucide-react";
import { useState } from "react";

import { useCopyText, useOpenLink } from "../../../data/application";
import { useCheckOut } from "../../../data/checkouts";
import { useRefs } from "../../../data/history";
import { useFaultViews } from "../../../data/faults";
import { useKept } from "../../../data/kept";
import { type HostPlace, usePlaces } from "../../../data/places";
import { useHostEntries } from "../../../data/host_entries";
import { useHostPageEntries } from "../../../data/host_pages";
import { usePrebuildEntries } from "../../../data/prebuilds_entry";
import { placeOf, useHostedPlace, useHostRepository } from "../../../data/host_places";
import { useAccountEntries } from "../../../data/remote_accounts";
import { useRemoteAccounts } from "../../../data/repositories";
import type { CheckoutTarget, Followed, PageOf, PullRequest, RepositoryId } from "../../../host/api.gen";
import { ErrorState } from "../../../parts/ErrorState";
import { IconButton } from "../../../parts/IconButton";
import { LoadingState } from "../../../parts/LoadingState";
import type { MenuEntry } from "../../../parts/Menu";
import { SearchField } from "../../../parts/SearchField";
import { TreeList } from "../../../parts/TreeList";
import { historyWords, sideBarWords } from "../../../text/history";
import { pullRequestWords } from "../../../text/pull_requests";
import { useCheckOutEntries } from "../useCheckOutEntries";
import { localLines, opensByItself, otherLines, remoteLines, type SideLine, tagLines } from "./side_lines";
import styles from "./SideBar.module.css";
import { SideThing } from "./SideThing";
import { usePullRequestLines } from "./usePullRequestLines";

interface SideBarProps {
  id: RepositoryId;
  onCommit: (commit: string) => void;
  onPullRequest: (account: string, pullRequest: PullRequest) => void;
  onHide: () => void;
}

export function SideBar({ id, onCommit, onPullRequest, onHide }: SideBarProps) {
  const [filter, setFilter] = useState("");
  const [toggled, setToggled] = useKept<readonly string[]>(`side bar ${id}`, []);
  const [selected, setSelected] = useKept<string | undefined>(`side bar line ${id}`, undefined);
  const isOpen = (key: string) => opensByItself(key) !== toggled.includes(key);
  const state = { isOpen, filter: filter.trim() };
  const refs = useRefs(id);
  const pullRequests = usePullRequestLines(id, isOpen("pullRequests"));
  const faults = useFaultViews();
  const places = usePlaces();
  const menuOf = useMenu(id, onCommit);
  const checkOut = useCheckOut();

  const toggle = ({ key }: SideLine) => {
    // A filter opens everything that holds a match.
    if (state.filter !== "") return;
    setToggled(toggled.includes(key) ? toggled.filter((other) => other !== key) : [...toggled, key]);
  };
  const act = (line: SideLine) => {
    const { thing } = line;
    if (line.expanded !== undefined && commitOf(line) === undefined) return toggle(line);
    if (thing.kind === "note") return thing.act?.();
    setSelected(line.key);
    if (thing.kind === "pullRequest") return onPullRequest(thing.account, thing.pullRequest);
    const commit = commitOf(line);
    if (commit !== undefined) onCommit(commit);
  };

  return (
    <nav className={styles.bar} aria-label={sideBarWords.label}>
      <div className={styles.head}>
        <div className={styles.filter}>
          <SearchField
            label={sideBarWords.filterLabel}
            placeholder={sideBarWords.filter}
            value={filter}
            onChange={setFilter}
          />
        </div>
        {pullRequests.refresh && (
          <IconButton
            label={pullRequestWords.refresh}
            icon={RefreshCw}
            size="small"
            onPress={pullRequests.refresh}
            isPending={pullRequests.isFetching}
          />
        )}
        <IconButton label={sideBarWords.hide} icon={PanelLeftClose} size="small" onPress={onHide} />
      </div>
      {refs.isPending && <LoadingState label={historyWords.loading} />}
      {refs.error && <ErrorState {...faults(refs.error, () => void refs.refetch())} inline />}
      {refs.data && (
        <Lines
          lines={[
            ...localLines(refs.data, state),
            ...remoteLines(refs.data, state, () => places.showAddRemote(id)),
            ...pullRequests.lines(state),
            ...tagLines(refs.data, state),
            ...otherLines(refs.data, state),
          ]}
          filter={state.filter}
          selected={selected}
          onToggle={toggle}
          onAct={act}
          opens={(line) => {
            const target = targetOf(line);
            return target && !isCurrent(line) ? () => checkOut(id, target) : undefined;
          }}
          menuOf={menuOf}
        />
      )}
    </nav>
  );
}

interface LinesProps {
  lines: readonly SideLine[];
  filter: string;
  selected: string | undefined;
  onToggle: (line: SideLine) => void;
  onAct: (line: SideLine) => void;
  opens: (line: SideLine) => (() => void) | undefined;
  menuOf: (line: SideLine) => readonly MenuEntry[];
}

function Lines({ lines, filter, ...rest }: LinesProps) {
  if (lines.length === 0) {
    return (
      <p className={styles.nothing} role="status">
        {sideBarWords.nothingFits(filter)}
      </p>
    );
  }
  return (
    <TreeList label={sideBarWords.label} lines={lines} {...rest}>
      {({ thing }) => <SideThing thing={thing} />}
    </TreeList>
  );
}

/** The commit a line stands for. */
function commitOf({ thing }: SideLine): string | undefined {
  switch (thing.kind) {
    case "branch":
    case "remoteBranch":
      return thing.branch.commit;
    case "tag":
      return thing.tag.commit ?? undefined;
    case "stash":
      return thing.stash.commit;
    case "detached":
      return thing.commit;
    default:
      return undefined;
  }
}

/** What a line checks out: branches by a double click, a tag's commit from its menu. */
function targetOf(line: SideLine): CheckoutTarget | undefined {
  const { thing } = line;
  if (thing.kind === "branch") return { kind: "branch", name: thing.branch.name };
  const remote = remoteOf(line);
  return thing.kind === "remoteBranch" && remote !== undefined
    ? { kind: "remoteBranch", remote, name: thing.branch.name }
    : undefined;
}

/** What prebuilds of a line would follow: the branch of a remote, or the one that a local branch pulls from. */
function followedBy(line: SideLine): Followed | undefined {
  const { thing } = line;
  const remote = remoteOf(line);
  if (thing.kind === "remoteBranch" && remote !== undefined) {
    return { kind: "branch", remote, name: thing.branch.name };
  }
  const upstream = thing.kind === "branch" && thing.branch.upstream?.gone === false ? thing.branch.upstream.name : "";
  const end = upstream.indexOf("/");
  return end > 0 ? { kind: "branch", remote: upstream.slice(0, end), name: upstream.slice(end + 1) } : undefined;
}

function isCurrent({ thing }: SideLine): boolean {
  return thing.kind === "branch" && thing.branch.current;
}

function nameOf({ thing }: SideLine): string | undefined {
  switch (thing.kind) {
    case "branch":
      return thing.branch.name;
    case "remoteBranch":
      return thing.fullName;
    case "tag":
      return thing.tag.name;
    case "remote":
      return thing.remote.url;
    case "submodule":
      return thing.submodule.path;
    default:
      return undefined;
  }
}

/** The remote that a line is of. */
function remoteOf({ thing }: SideLine): string | undefined {
  if (thing.kind === "remote") return thing.remote.name;
  // A remote's name may hold a slash, and so may a branch's.
  return thing.kind === "remoteBranch" ? thing.fullName.slice(0, -thing.branch.name.length - 1) : undefined;
}

/** What a line shows that has a page on the host. */
function pageOf({ thing }: SideLine, remote: string | undefined): PageOf | undefined {
  switch (thing.kind) {
    case "branch":
      return { kind: "branch", name: thing.branch.name };
    case "remoteBranch":
      return remote === undefined ? undefined : { kind: "remoteBranch", remote, name: thing.branch.name };
    case "tag":
      return { kind: "tag", name: thing.tag.name };
    case "remote":
      return { kind: "repository", remote: thing.remote.name };
    case "detached":
      return { kind: "commit", id: thing.commit };
    default:
      return undefined;
  }
}

function useMenu(id: RepositoryId, onCommit: (commit: string) => void): (line: SideLine) => readonly MenuEntry[] {
  const entries = useHostEntries();
  const front = useHostRepository(useHostedPlace(id)).data;
  const { data: remotes = [] } = useRemoteAccounts(id);
  const copy = useCopyText();
  const openLink = useOpenLink();
  const pages = useHostPageEntries(id);
  const accounts = useAccountEntries(id);
  const isArchived = ({ repository: { project, slug } }: HostPlace) =>
    front?.archived === true && front.path.project === project && front.path.slug === slug;
  const checkOuts = useCheckOutEntries(id);
  const prebuilds = usePrebuildEntries(id);
  const followEntries = (line: SideLine) => {
    const followed = followedBy(line);
    return followed ? prebuilds(followed) : [];
  };
  return (line) => {
    const { thing } = line;
    if (thing.kind === "pullRequest") {
      const { url, number, title, repository } = thing.pullRequest;
      const leads = remotes.some(({ path }) => path?.project === repository.project && path.slug === repository.slug);
      const target = { kind: "pullRequest", account: thing.account, repository, number } as const;
      return [
        ...(leads ? [...checkOuts(target), ...prebuilds(target), "separator" as const] : []),
        { id: "open", label: pullRequestWords.openOnHost, onSelect: () => openLink(url) },
        "separator",
        { id: "link", label: pullRequestWords.copyLink, onSelect: () => copy(url) },
        { id: "title", label: pullRequestWords.copyNumber, onSelect: () => copy(`#${number} ${title}`) },
      ];
    }
    const commit = commitOf(line);
    const name = nameOf(line);
    const tagged = thing.kind === "tag" && commit !== undefined ? ({ kind: "commit", id: commit } as const) : undefined;
    const target = targetOf(line) ?? tagged;
    const remote = remotes.find((one) => one.remote === remoteOf(line));
    const page = pageOf(line, remote?.remote);
    const isElsewhere = thing.kind === "remote" || thing.kind === "remoteBranch" ? !remote?.path : false;
    const place = thing.kind === "remote" ? placeOf(remote) : undefined;
    return [
      ...(target ? [...checkOuts(target, isCurrent(line)), ...followEntries(line), "separator" as const] : []),
      ...(commit === undefined
        ? []
        : [{ id: "show", label: sideBarWords.showInGraph, onSelect: () => onCommit(commit) }]),
      ...(name === undefined ? [] : [{ id: "name", label: sideBarWords.copyName, onSelect: () => copy(name) }]),
      ...(commit === undefined ? [] : [{ id: "sha", label: historyWords.copySha, onSelect: () => copy(commit) }]),
      ...(page && !isElsewhere ? pages(page) : []),
      ...(place ? (["separator", ...entries({ place, clone: id, archived: isArchived(place) })] as const) : []),
      ...(place && remote ? accounts(remote) : []),
    ];
  };
}
