/** Sample answers about the application itself: settings, profiles, tabs, questions. */
import type { Application, Profile, Profiles, Settings, Tabs } from "./api.gen";
import type { Answers, MemoryHost } from "./memory";

export const sampleApplication: Application = {
  version: "0.1.0",
  firstStart: false,
  suggestedAuthor: { name: "Ada Lovelace", email: "ada@example.org" },
  demo: null,
};

export const sampleSettings: Settings = {
  theme: "dark",
  compactRows: false,
  zoom: 100,
  cloneFolder: "/home/ada/src",
  cloneProtocol: "https",
  proxy: { kind: "system" },
};

export const sampleProfiles: Profile[] = [
  {
    id: "profile-work",
    name: "Work",
    author: { name: "Ada Lovelace", email: "ada@example.org" },
    color: 0,
    ssh: { kind: "agent" },
  },
  {
    id: "profile-home",
    name: "Private",
    author: { name: "Ada", email: "ada@home.example" },
    color: 3,
    ssh: { kind: "key", path: "/home/ada/.ssh/id_ed25519" },
  },
];

export function sampleWindow(host: MemoryHost): Answers {
  let application = sampleApplication;
  let settings = sampleSettings;
  let profiles: Profiles = { active: "profile-work", profiles: sampleProfiles };
  let tabs: Tabs = { open: [{ repository: "repository-billing", alias: null }], front: null };
  const changed = (next: Partial<Profiles>) => {
    profiles = { ...profiles, ...next };
    host.emit({ kind: "profilesChanged" });
    return profiles;
  };
  return {
    get_application: () => application,
    finish_welcome: ({ author }) => {
      application = { ...application, firstStart: false };
      return changed({ profiles: profiles.profiles.map((one, at) => (at === 0 ? { ...one, author } : one)) });
    },
    get_settings: () => settings,
    change_settings: (args) => {
      settings = args.settings;
      host.emit({ kind: "settingsChanged" });
      return settings;
    },
    open_link: () => null,
    copy_text: () => null,
    pick_folder: () => "/home/ada/src",
    pick_file: () => "/home/ada/company-ca.pem",
    take_open_requests: () => [],
    get_keychain: () => ({ kind: "ready" }),
    list_profiles: () => profiles,
    add_profile: (args) => {
      const profile: Profile = { ...args, id: `profile-${profiles.profiles.length}`, ssh: { kind: "agent" } };
      changed({ profiles: [...profiles.profiles, profile] });
      return profile;
    },
    change_profile: (args) => {
      const ssh = profiles.profiles.find(({ id }) => id === args.id)?.ssh ?? { kind: "agent" };
      const profile: Profile = { ...args, ssh };
      changed({ profiles: profiles.profiles.map((one) => (one.id === args.id ? profile : one)) });
      return profile;
    },
    remove_profile: ({ id }) => {
      const rest = profiles.profiles.filter((one) => one.id !== id);
      return changed({ profiles: rest, active: rest[0]?.id ?? profiles.active });
    },
    switch_profile: ({ id }) => changed({ active: id }),
    get_tabs: () => tabs,
    save_tabs: (args) => {
      tabs = args.tabs;
      return null;
    },
    list_questions: () => [],
    answer_question: () => {
      host.emit({ kind: "questionsChanged" });
      return null;
    },
  };
}
