/** What is in front in this window, as far as the core needn't know: preferences, New Tab, the clone dialog, a certificate to judge. */
import { createContext, type ReactNode, use, useState } from "react";

import type { AccountId, CertificateView, HostId, RepositoryId, RepositoryPath, Tab } from "../host/api.gen";

export type Section = "general" | "profiles" | "ssh" | "integrations" | "commit" | "appearance" | "network";

/** Preferences at a section; for Integrations the host to show, or `new` for the form. */
export interface PreferencesPlace {
  section: Section;
  host: HostId | "new" | null;
  /** The address to put into the host field of the form. */
  url: string;
}

/** A repository on a host, as an account sees it. */
export interface HostPlace {
  readonly account: AccountId;
  readonly repository: RepositoryPath;
}

/** A repository on a host that may be forked, and its clone here. */
export interface ForkPlace extends HostPlace {
  readonly clone: RepositoryId | null;
}

/** A certificate the person should judge, and what goes on once it is trusted. */
export interface Judgement {
  certificate: CertificateView;
  /** The server's address. */
  url: string;
  trusted: () => void;
  refused: () => void;
}

/** A state of the timeline that somebody thinks of going to: down to a step, or up to one that was undone. */
export interface Restoring {
  number: number;
  redo: boolean;
}

/** The palette: it lists actions, or opens anything. */
export interface Palette {
  readonly kind: "actions" | "anything";
  /** To begin with. */
  readonly words: string;
}

export interface Places {
  newTab: boolean;
  preferences: PreferencesPlace | null;
  /** They were closed: the keyboard is back where they are opened. */
  leftPreferences: boolean;
  clone: boolean;
  /** The address to put into the clone dialog; empty: it begins with a host. */
  cloneUrl: string;
  create: boolean;
  /** The repository that a remote is added to. */
  addRemote: RepositoryId | null;
  /** The repository on a host whose webhooks are shown. */
  webhooks: HostPlace | null;
  /** The repository on a host that is forked. */
  fork: ForkPlace | null;
  /** The repository here whose prebuilds are shown. */
  prebuilds: RepositoryId | null;
  palette: Palette | null;
  /** The timeline of steps that can be undone. */
  timeline: boolean;
  /** What the timeline asks about. */
  restoring: Restoring | null;
  /** The activity log. */
  activity: boolean;
  /** The repository whose hook wants to run before a push. */
  push: RepositoryId | null;
  judgement: Judgement | null;
  closed: readonly Tab[];
  showNewTab: () => void;
  /** Back from New Tab and Preferences to the tabs. */
  showTabs: () => void;
  showPreferences: (section?: Section, at?: { host?: HostId | "new"; url?: string }) => void;
  hidePreferences: () => void;
  showClone: (shown: boolean, url?: string) => void;
  showCreate: (shown: boolean) => void;
  showPalette: (kind: Palette["kind"] | null, words?: string) => void;
  showAddRemote: (repository: RepositoryId | null) => void;
  showWebhooks: (place: HostPlace | null) => void;
  showFork: (place: ForkPlace | null) => void;
  showPrebuilds: (id: RepositoryId | null) => void;
  showTimeline: (shown: boolean) => void;
  /** Opens the timeline with a question; none takes the question away. */
  restore: (restoring: Restoring | null) => void;
  showActivity: (shown: boolean) => void;
  showPush: (id: RepositoryId | null) => void;
  judge: (judgement: Judgement | null) => void;
  rememberClosed: (tabs: readonly Tab[]) => void;
  takeClosed: () => Tab | undefined;
}

const PlacesContext = createContext<Places | null>(null);

export function usePlaces(): Places {
  const places = use(PlacesContext);
  if (!places) throw new Error("usePlaces needs a PlacesProvider above it");
  return places;
}

export function PlacesProvider({ children }: { children: ReactNode }) {
  const [newTab, setNewTab] = useState(false);
  const [preferences, setPreferences] = useState<PreferencesPlace | null>(null);
  const [leftPreferences, setLeftPreferences] = useState(false);
  const [clone, setClone] = useState(false);
  const [cloneUrl, setCloneUrl] = useState("");
  const [create, setCreate] = useState(false);
  const [addRemote, setAddRemote] = useState<RepositoryId | null>(null);
  const [webhooks, setWebhooks] = useState<HostPlace | null>(null);
  const [fork, setFork] = useState<ForkPlace | null>(null);
  const [prebuilds, setPrebuilds] = useState<RepositoryId | null>(null);
  const [palette, setPalette] = useState<Places["palette"]>(null);
  const [timeline, setTimeline] = useState(false);
  const [restoring, setRestoring] = useState<Restoring | null>(null);
  const [activity, setActivity] = useState(false);
  const [push, showPush] = useState<RepositoryId | null>(null);
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const [closed, setClosed] = useState<readonly Tab[]>([]);
  const places: Places = {
    newTab,
    preferences,
    leftPreferences,
    clone,
    cloneUrl,
    create,
    addRemote,
    webhooks,
    fork,
    prebuilds,
    palette,
    timeline,
    restoring,
    activity,
    push,
    judgement,
    closed,
    showNewTab: () => {
      setNewTab(true);
      setPreferences(null);
    },
    showTabs: () => {
      setNewTab(false);
      setPreferences(null);
    },
    showPreferences: (section = "general", at = {}) => {
      setPreferences({ section, host: at.host ?? null, url: at.url ?? "" });
      // A dialog whose fault leads there must not lie above it.
      setClone(false);
      setCreate(false);
      setAddRemote(null);
      setWebhooks(null);
      setFork(null);
      setPrebuilds(null);
    },
    hidePreferences: () => {
      setPreferences(null);
      setLeftPreferences(true);
    },
    showClone: (shown, url = "") => {
      setClone(shown);
      // What is going keeps what it shows.
      if (shown) setCloneUrl(url);
    },
    showCreate: setCreate,
    showPalette: (kind, words = "") => setPalette(kind && { kind, words }),
    showAddRemote: setAddRemote,
    showWebhooks: setWebhooks,
    showFork: setFork,
    showPrebuilds: setPrebuilds,
    showTimeline: (shown) => {
      setTimeline(shown);
      setRestoring(null);
    },
    restore: (wanted) => {
      setRestoring(wanted);
      if (wanted) setTimeline(true);
    },
    showActivity: setActivity,
    showPush,
    judge: setJudgement,
    rememberClosed: (tabs) => setClosed([...closed, ...tabs].slice(-20)),
    takeClosed: () => {
      setClosed(closed.slice(0, -1));
      return closed.at(-1);
    },
  };
  return <PlacesContext value={places}>{children}</PlacesContext>;
}
