/** Words of the window around the views: tabs, toolbar, status bar, palette, notifications. */
import { counted } from "./numbers";

export const tabWords = {
  strip: "Open repositories",
  repositories: "Repositories",
  newTab: "New tab",
  close: (name: string) => `Close ${name}`,
  menu: (name: string) => `Tab ${name}`,
  rename: "Rename…",
  renameLabel: "Name of this tab",
  renameHint: "Leave empty for the folder's name",
  save: "Save",
  closeThis: "Close",
  closeOthers: "Close others",
  nothingClosed: "no tab was closed",
  noOthers: "there is no other tab",
  copyPath: "Copy path",
  unknown: "Repository",
};

export const toolWords = {
  toolbar: "Toolbar",
  fetch: "Fetch",
  pull: "Pull",
  push: "Push",
  branch: "Branch",
  stash: "Stash",
  pop: "Pop",
  terminal: "Terminal",
  notYet: "this version of Bough can't do it yet; use git on the command line",
  needsRepository: "open a repository first",
  loading: "Bough is still looking at the repository",
  palette: "Command palette",
  preferences: "Preferences",
  repositoryMenu: "Switch repository",
  branchMenu: "Branches",
  filterRepositories: "Find a repository",
  filterBranches: "Find a branch",
  noRepository: "No repository fits",
  noBranch: "No branch fits",
  noBranches: "No branches yet",
  detached: (commit: string) => `Detached at ${commit.slice(0, 8)}`,
  current: "current",
};

export const profileWords = {
  chip: (name: string) => `Profile ${name}`,
  switchTo: "Switch profile",
  manage: "Manage profiles…",
};

export const noticeWords = {
  bell: (unread: number) => (unread === 0 ? "Notifications" : `Notifications, ${unread} unread`),
  title: "Notifications",
  toasts: "Messages",
  none: "Nothing has happened yet",
  noneText: "Finished clones, new keys and anything that went wrong is kept here.",
  clear: "Clear",
  dismiss: (title: string) => `Dismiss: ${title}`,
};

export const statusWords = {
  bar: "Status",
  noJobs: "No jobs running",
  jobs: (count: number) => `${counted(count, "job", "jobs")} running`,
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  zoomReset: (percent: number) => `Zoom ${percent} %, reset to 100 %`,
  version: (version: string) => `Bough ${version}`,
  hosts: "Hosts",
};

export const paletteWords = {
  title: "Command palette",
  none: "Nothing fits these words",
  openRepository: (name: string) => `Open ${name}`,
};

export const actionWords = {
  newTab: "New tab",
  closeTab: "Close tab",
  reopenTab: "Reopen closed tab",
  nextTab: "Next tab",
  previousTab: "Previous tab",
  repositories: "Show repositories",
  openFolder: "Open a folder…",
  clone: "Clone a repository…",
  create: "Create a repository…",
  connect: "Connect a hosting service…",
  preferences: (section: string) => `Preferences: ${section}`,
  switchProfile: (name: string) => `Switch to profile ${name}`,
  theme: (name: string) => `Theme: ${name}`,
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  zoomReset: "Reset zoom",
  pickRepository: "Choose the folder of a repository",
  noTab: "no repository tab is in front",
};

export const windowWords = {
  title: "Bough",
  starting: "Starting…",
  brokenTitle: "The window could not be shown",
  brokenText:
    "Your repositories are not touched. Load the window again; if it happens again, please report it with the details.",
  reload: "Load again",
};
