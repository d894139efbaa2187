/** Views that the first paint does not need: fetched when the window has painted, or when one is shown before that. */
import { type ComponentType, lazy } from "react";

import { useAfterPaint } from "../data/after_paint";

const fetches: (() => Promise<unknown>)[] = [];

/** A component that comes with its file. The file is fetched once. */
function later<P>(fetch: () => Promise<ComponentType<P>>) {
  let fetched: Promise<{ default: ComponentType<P> }> | undefined;
  const once = () => (fetched ??= fetch().then((view) => ({ default: view })));
  fetches.push(once);
  return lazy(once);
}

export const PreferencesView = later(
  async () => (await import("../views/preferences/PreferencesView")).PreferencesView,
);
export const RepositoryTab = later(async () => (await import("./RepositoryTab")).RepositoryTab);
export const ActivityLog = later(async () => (await import("../views/activity/ActivityLog")).ActivityLog);
export const CloneDialog = later(async () => (await import("../views/clone/CloneDialog")).CloneDialog);
export const CreateDialog = later(async () => (await import("../views/create/CreateDialog")).CreateDialog);
export const AddRemoteDialog = later(async () => (await import("../views/add_remote/AddRemoteDialog")).AddRemoteDialog);
export const ForkDialog = later(async () => (await import("../views/fork/ForkDialog")).ForkDialog);
export const PrebuildsDialog = later(async () => (await import("../views/prebuilds/PrebuildsDialog")).PrebuildsDialog);
export const WebhooksDialog = later(async () => (await import("../views/webhooks/WebhooksDialog")).WebhooksDialog);
export const CommandPalette = later(async () => (await import("./palette/CommandPalette")).CommandPalette);

/** Fetches all of them once there is time. */
export function useFetchTheRest() {
  useAfterPaint(() => void Promise.all(fetches.map((fetch) => fetch())));
}
