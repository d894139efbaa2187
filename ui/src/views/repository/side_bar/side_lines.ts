/** The lines of the side bar: sections, folders, branches, tags …; pull requests come from pull_request_lines.ts. */
import type { Branch, PullRequest, Refs, Remote, RemoteBranch, Stash, Submodule, Tag } from "../../../host/api.gen";
import { filtered, folderTree, openLines } from "../../../parts/folders";
import { visibleText } from "../../../parts/hostile";
import type { TreeLine } from "../../../parts/TreeList";
import { historyWords, sideBarWords } from "../../../text/history";
import { remoteWords } from "../../../text/remotes";
import type { SavedFilter } from "../../../text/pull_requests";

export type SectionId = keyof typeof sideBarWords.sections;

/** What a line shows. */
export type Thing =
  | { readonly kind: "section"; readonly section: SectionId; readonly count: number | undefined }
  | { readonly kind: "folder"; readonly label: string; readonly count: number }
  | { readonly kind: "branch"; readonly label: string; readonly branch: Branch }
  | { readonly kind: "detached"; readonly commit: string }
  | { readonly kind: "remote"; readonly remote: Remote }
  | { readonly kind: "remoteBranch"; readonly label: string; readonly branch: RemoteBranch; readonly fullName: string }
  | { readonly kind: "tag"; readonly label: string; readonly tag: Tag }
  | { readonly kind: "stash"; readonly stash: Stash }
  | { readonly kind: "submodule"; readonly submodule: Submodule }
  | { readonly kind: "filter"; readonly filter: SavedFilter; readonly count: string | undefined }
  | {
      readonly kind: "pullRequest";
      readonly pullRequest: PullRequest;
      readonly account: string;
      readonly elsewhere: boolean;
    }
  | {
      readonly kind: "note";
      readonly text: string;
      readonly tone: "quiet" | "busy" | "action";
      readonly act?: () => void;
    };

export interface SideLine extends TreeLine {
  readonly thing: Thing;
}

/** What is open, and what is looked for. */
export interface SideState {
  readonly isOpen: (key: string) => boolean;
  readonly filter: string;
}

/** A line that stands alone or heads others. */
export function line(key: string, name: string, level: number, thing: Thing, rest: Partial<TreeLine> = {}): SideLine {
  return { key, name, level, thing, position: 1, siblings: 1, expanded: undefined, ...rest };
}

/** A section and what is in it, if it is open. Left out while a filter finds nothing in it. */
export function section(
  id: SectionId,
  count: number | undefined,
  place: number,
  state: SideState,
  members: () => SideLine[],
): SideLine[] {
  if (state.filter !== "" && count === 0) return [];
  const expanded = state.filter !== "" || state.isOpen(id);
  const name =
    count === undefined ? sideBarWords.sectionNames[id] : sideBarWords.named(sideBarWords.sectionNames[id], count);
  const more = { expanded, heading: true, position: place, siblings: Object.keys(sideBarWords.sections).length };
  return [line(id, name, 1, { kind: "section", section: id, count }, more), ...(expanded ? members() : [])];
}

/** Things with slashes in their names as folders. */
function folders<T>(
  key: string,
  level: number,
  items: readonly T[],
  nameOf: (item: T) => string,
  state: SideState,
  show: (item: T, label: string) => { thing: Thing; name: string },
): SideLine[] {
  const isOpen = (path: string) => state.filter !== "" || state.isOpen(`${key}/${path}`);
  return openLines(folderTree(items, nameOf), isOpen).map(({ node, level: depth, position, siblings, expanded }) => {
    const more = { expanded, position, siblings };
    const leaf = node.leaf === undefined ? undefined : show(node.leaf, node.name);
    const folder: Thing = { kind: "folder", label: node.name, count: node.leaves };
    const name = leaf?.name ?? sideBarWords.named(visibleText(node.name), node.leaves);
    return line(`${key}/${node.path}`, name, level + depth, leaf?.thing ?? folder, more);
  });
}

const nothing = (id: keyof typeof sideBarWords.none): SideLine =>
  line(`${id}/none`, sideBarWords.none[id], 2, { kind: "note", text: sideBarWords.none[id], tone: "quiet" });

export function localLines(refs: Refs, state: SideState): SideLine[] {
  const branches = filtered(refs.branches, ({ name }) => name, state.filter);
  const detached = refs.head.kind === "detached" && state.filter === "" ? refs.head.commit : undefined;
  return section("local", branches.length, 1, state, () => [
    ...(detached ? [line("local/HEAD", historyWords.headLabel, 2, { kind: "detached", commit: detached })] : []),
    ...(branches.length === 0 && !detached ? [nothing("local")] : []),
    ...folders(
      "local",
      2,
      branches,
      ({ name }) => name,
      state,
      (branch, label) => ({
        thing: { kind: "branch", branch, label },
        name: branchName(branch),
      }),
    ),
  ]);
}

/** What a screen reader says for a branch. */
export function branchName({ name, current, upstream }: Branch): string {
  const words = [current ? sideBarWords.current(visibleText(name)) : visibleText(name)];
  if (upstream?.gone) words.push(sideBarWords.upstreamGone);
  if (upstream && upstream.ahead > 0) words.push(sideBarWords.ahead(upstream.ahead));
  if (upstream && upstream.behind > 0) words.push(sideBarWords.behind(upstream.behind));
  return words.join(", ");
}

export function remoteLines(refs: Refs, state: SideState, onAdd: () => void): SideLine[] {
  const remotes = refs.remotes
    .map((remote) => ({
      ...remote,
      branches: [...filtered(remote.branches, ({ name }) => `${remote.name}/${name}`, state.filter)],
    }))
    .filter(({ branches }) => state.filter === "" || branches.length > 0);
  return section("remotes", remotes.length, 2, state, () => [
    ...(remotes.length === 0 ? [nothing("remotes")] : []),
    ...remotes.flatMap((remote, index) => {
      const key = `remotes/${remote.name}`;
      const expanded = remote.branches.length === 0 ? undefined : state.filter !== "" || state.isOpen(key);
      const name = sideBarWords.named(visibleText(remote.name), remote.branches.length);
      const head = line(
        key,
        name,
        2,
        { kind: "remote", remote },
        { expanded, position: index + 1, siblings: remotes.length },
      );
      if (expanded !== true) return [head];
      const members = folders(
        key,
        3,
        remote.branches,
        ({ name: branch }) => branch,
        state,
        (branch, label) => ({
          thing: { kind: "remoteBranch", branch, label, fullName: `${remote.name}/${branch.name}` },
          name: visibleText(branch.name),
        }),
      );
      return [head, ...members];
    }),
    ...(state.filter === ""
      ? [line("remotes/add", remoteWords.add, 2, { kind: "note", text: remoteWords.add, tone: "action", act: onAdd })]
      : []),
  ]);
}

export function tagLines(refs: Refs, state: SideState): SideLine[] {
  const tags = filtered(refs.tags, ({ name }) => name, state.filter);
  return section("tags", tags.length, 4, state, () => [
    ...(tags.length === 0 ? [nothing("tags")] : []),
    ...folders(
      "tags",
      2,
      tags,
      ({ name }) => name,
      state,
      (tag, label) => ({
        thing: { kind: "tag", tag, label },
        name: [visibleText(tag.name), ...(tag.commit === null ? [sideBarWords.noCommit] : [])].join(", "),
      }),
    ),
  ]);
}

export function otherLines(refs: Refs, state: SideState): SideLine[] {
  const stashes = filtered(refs.stashes, ({ message }) => message, state.filter);
  const submodules = filtered(refs.submodules, ({ path }) => path, state.filter);
  const placed = (index: number, all: readonly unknown[]) => ({ position: index + 1, siblings: all.length });
  return [
    ...section("stashes", stashes.length, 5, state, () => [
      ...(stashes.length === 0 ? [nothing("stashes")] : []),
      ...stashes.map((stash, index) =>
        line(
          `stashes/${stash.commit}`,
          visibleText(stash.message),
          2,
          { kind: "stash", stash },
          placed(index, stashes),
        ),
      ),
    ]),
    ...section("submodules", submodules.length, 6, state, () => [
      ...(submodules.length === 0 ? [nothing("submodules")] : []),
      ...submodules.map((submodule, index) => {
        const name = [visibleText(submodule.path), ...(submodule.present ? [] : [sideBarWords.notCheckedOut])].join(
          ", ",
        );
        return line(
          `submodules/${submodule.path}`,
          name,
          2,
          { kind: "submodule", submodule },
          placed(index, submodules),
        );
      }),
    ]),
  ];
}

/** What is open before anybody chose: what one works with; long lists of old things are not. */
export function opensByItself(key: string): boolean {
  if (key.startsWith("local") || key.startsWith("stashes")) return true;
  return key === "remotes" || key === "pullRequests" || key === "pullRequests/open";
}
