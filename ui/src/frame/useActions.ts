/** Everything a person can do from anywhere: the palette lists it, shortcuts and buttons run it. */
import {
  ArrowUpFromLine,
  CircleUser,
  Cloud,
  ExternalLink,
  FileDiff,
  FolderOpen,
  FolderPlus,
  GitBranch,
  GitFork,
  Hammer,
  HardDriveDownload,
  History,
  Library,
  Link2,
  Palette,
  PanelTop,
  Plug,
  Plus,
  Redo2,
  RefreshCw,
  RotateCcw,
  ScrollText,
  Settings,
  type LucideIcon,
  Undo2,
  Webhook,
  X,
  ZoomIn,
  ZoomOut,
} from "lucide-react";

import { usePickFolder } from "../data/application";
import { type Section, usePlaces } from "../data/places";
import { useProfiles, useSwitchProfile } from "../data/profiles";
import { useOpenRepository } from "../data/repositories";
import { revealChanges } from "../data/reveal";
import { useChangeSettings, useSettings, useZoom } from "../data/settings";
import { useTabs } from "../data/tabs";
import { useHostedPlace, useHostRepository } from "../data/host_places";
import { useHostPages } from "../data/host_pages";
import { useMayNotAdminister } from "../data/webhooks";
import type { Theme } from "../host/api.gen";
import { visibleText } from "../parts/hostile";
import { activityLogWords } from "../text/activity";
import { workRowWords } from "../text/changes";
import { forkWords } from "../text/forks";
import { checkoutWords } from "../text/checkouts";
import { actionWords, tabWords, toolWords } from "../text/frame";
import { openingWords } from "../text/openings";
import { sectionNames, themeNames } from "../text/preferences";
import { prebuildWords } from "../text/prebuilds";
import { remoteWords } from "../text/remotes";
import { undoWords } from "../text/undo";
import { webhookWords } from "../text/webhooks";
import { useSyncActs } from "./useSyncActs";
import { useUndoActs } from "./useUndoActs";

export interface Action {
  id: string;
  name: string;
  icon: LucideIcon;
  /** `Mod+K`. */
  keys?: string;
  /** The keys mean something else while somebody writes. */
  notWhileWriting?: boolean;
  /** Why it can't be done now. */
  reason?: string | null;
  run: () => void;
}

/** All actions, in the order the palette shows them. */
export function useActions(): Action[] {
  return [
    ...useRepositoryActions(),
    ...useWorkActions(),
    ...useTabActions(),
    ...useWindowActions(),
    ...useLaterActions(),
  ];
}

function useRepositoryActions(): Action[] {
  const places = usePlaces();
  const pick = usePickFolder();
  const openRepository = useOpenRepository();
  return [
    {
      id: "open",
      name: openingWords.open,
      icon: Link2,
      keys: "Mod+O",
      run: () => places.showPalette("anything"),
    },
    {
      id: "open-folder",
      name: actionWords.openFolder,
      icon: FolderOpen,
      run: () => pick(actionWords.pickRepository, null, openRepository),
    },
    {
      id: "clone",
      name: actionWords.clone,
      icon: HardDriveDownload,
      keys: "Mod+Shift+O",
      run: () => places.showClone(true),
    },
    { id: "create", name: actionWords.create, icon: FolderPlus, run: () => places.showCreate(true) },
    {
      id: "connect",
      name: actionWords.connect,
      icon: Plug,
      run: () => places.showPreferences("integrations", { host: "new" }),
    },
  ];
}

/** What can be done with the repository in front. */
function useWorkActions(): Action[] {
  const places = usePlaces();
  const { tabs } = useTabs();
  const front = places.newTab ? null : tabs.front;
  const { undo, redo } = useUndoActs(front);
  const reason = front === null ? toolWords.needsRepository : null;
  const { fetch, push, pushUnasked } = useSyncActs(front);
  const hosted = useHostedPlace(front);
  const isArchived = useHostRepository(hosted).data?.archived === true;
  const pages = useHostPages(front);
  const mayNot = useMayNotAdminister();
  const keys = { undo: "Mod+Z", redo: "Mod+Shift+Z" };
  return [
    {
      id: "changes",
      name: workRowWords.show,
      icon: FileDiff,
      keys: "Mod+Shift+G",
      reason,
      run: () => front !== null && revealChanges(front),
    },
    { id: "undo", icon: Undo2, keys: keys.undo, notWhileWriting: true, ...undo },
    { id: "redo", icon: Redo2, keys: keys.redo, notWhileWriting: true, ...redo },
    {
      id: "check-out",
      name: checkoutWords.choose,
      icon: GitBranch,
      keys: "Mod+Shift+B",
      reason,
      run: () => places.showPalette("actions", checkoutWords.palettePrefix),
    },
    { id: "fetch", icon: RefreshCw, ...fetch },
    { id: "push", icon: ArrowUpFromLine, ...push },
    { id: "push-unasked", icon: ArrowUpFromLine, ...pushUnasked },
    {
      id: "add-remote",
      name: remoteWords.add,
      icon: Cloud,
      reason,
      run: () => places.showAddRemote(front),
    },
    {
      id: "fork",
      name: forkWords.forkFront,
      icon: GitFork,
      reason: reason ?? (hosted === undefined ? webhookWords.noHost : null),
      run: () => hosted && places.showFork({ ...hosted, clone: front }),
    },
    {
      id: "webhooks",
      name: webhookWords.showFront,
      icon: Webhook,
      reason:
        reason ??
        (hosted === undefined
          ? webhookWords.noHost
          : mayNot(hosted.account)
            ? webhookWords.noRight
            : isArchived
              ? webhookWords.archived
              : null),
      run: () => hosted && places.showWebhooks(hosted),
    },
    {
      id: "host-page",
      name: pages ? remoteWords.openOn(visibleText(pages.host)) : remoteWords.openFront,
      icon: ExternalLink,
      reason: reason ?? (pages ? null : remoteWords.onNoHost),
      run: () => pages?.open({ kind: "repository", remote: null }),
    },
    {
      id: "prebuilds",
      name: prebuildWords.show,
      icon: Hammer,
      reason,
      run: () => places.showPrebuilds(front),
    },
    { id: "timeline", name: undoWords.showTimeline, icon: History, reason, run: () => places.showTimeline(true) },
  ];
}

function useTabActions(): Action[] {
  const places = usePlaces();
  const tabs = useTabs();
  const { front } = tabs.tabs;
  const closing = places.newTab || front !== null;
  return [
    { id: "new-tab", name: actionWords.newTab, icon: Plus, keys: "Mod+T", run: places.showNewTab },
    {
      id: "close-tab",
      name: actionWords.closeTab,
      icon: X,
      keys: "Mod+W",
      reason: closing ? null : actionWords.noTab,
      run: () => (places.newTab ? places.showTabs() : front !== null && tabs.close(front)),
    },
    {
      id: "reopen-tab",
      name: actionWords.reopenTab,
      icon: RotateCcw,
      keys: "Mod+Shift+T",
      reason: tabs.closed === 0 ? tabWords.nothingClosed : null,
      run: tabs.reopenClosed,
    },
    { id: "next-tab", name: actionWords.nextTab, icon: PanelTop, keys: "Mod+PageDown", run: () => tabs.step(1) },
    { id: "previous-tab", name: actionWords.previousTab, icon: PanelTop, keys: "Mod+PageUp", run: () => tabs.step(-1) },
    { id: "repositories", name: actionWords.repositories, icon: Library, run: tabs.showRepositories },
  ];
}

function useWindowActions(): Action[] {
  const places = usePlaces();
  const settings = useSettings();
  const change = useChangeSettings();
  const zoom = useZoom();
  const { active, profiles } = useProfiles();
  const switchProfile = useSwitchProfile();
  return [
    ...profiles
      .filter(({ id }) => id !== active)
      .map(({ id, name }) => ({
        id: `profile-${id}`,
        name: actionWords.switchProfile(visibleText(name)),
        icon: CircleUser,
        run: () => switchProfile.mutate({ id }),
      })),
    ...(Object.keys(sectionNames) as Section[]).map((section) => ({
      id: `preferences-${section}`,
      name: actionWords.preferences(sectionNames[section]),
      icon: Settings,
      ...(section === "general" ? { keys: "Mod+," } : {}),
      run: () => places.showPreferences(section),
    })),
    {
      id: "activity",
      name: activityLogWords.show,
      icon: ScrollText,
      keys: "Mod+Shift+L",
      run: () => places.showActivity(true),
    },
    ...(Object.keys(themeNames) as Theme[])
      .filter((theme) => theme !== settings.theme)
      .map((theme) => ({
        id: `theme-${theme}`,
        name: actionWords.theme(themeNames[theme]),
        icon: Palette,
        run: () => change({ theme }),
      })),
    { id: "zoom-in", name: actionWords.zoomIn, icon: ZoomIn, keys: "Mod++", run: () => zoom(1) },
    { id: "zoom-out", name: actionWords.zoomOut, icon: ZoomOut, keys: "Mod+-", run: () => zoom(-1) },
    { id: "zoom-reset", name: actionWords.zoomReset, icon: ZoomIn, keys: "Mod+0", run: () => zoom(0) },
  ];
}

/** What people look for and Bough can't do yet: listed, and says so. */
function useLaterActions(): Action[] {
  const names = [toolWords.pull, toolWords.branch, toolWords.stash, toolWords.pop];
  return names.map((name) => ({
    id: `later-${name}`,
    name,
    icon: GitBranch,
    reason: toolWords.notYet,
    run: () => undefined,
  }));
}
