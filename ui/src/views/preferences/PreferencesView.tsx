/** Preferences: the whole window, sections at the left with a search over all settings, changes apply at once. */
import {
  ArrowLeft,
  CircleUser,
  GitCommitHorizontal,
  Globe,
  KeyRound,
  type LucideIcon,
  Palette,
  Plug,
  SlidersHorizontal,
} from "lucide-react";
import { useState } from "react";

import { type PreferencesPlace, type Section, usePlaces } from "../../data/places";
import { useWindowKeys } from "../../host/keys";
import { IconButton } from "../../parts/IconButton";
import { SearchField } from "../../parts/SearchField";
import { preferenceWords, sectionNames } from "../../text/preferences";
import { AppearancePane } from "./AppearancePane";
import { CommitPane } from "./CommitPane";
import { FoundSettings } from "./FoundSettings";
import { GeneralPane } from "./GeneralPane";
import { IntegrationsPane } from "./integrations/IntegrationsPane";
import { NetworkPane } from "./NetworkPane";
import styles from "./PreferencesView.module.css";
import { ProfilesPane } from "./ProfilesPane";
import { SshPane } from "./SshPane";

const icons: Record<Section, LucideIcon> = {
  general: SlidersHorizontal,
  profiles: CircleUser,
  ssh: KeyRound,
  integrations: Plug,
  commit: GitCommitHorizontal,
  appearance: Palette,
  network: Globe,
};

const sections = Object.keys(sectionNames) as Section[];

export function PreferencesView({ place }: { place: PreferencesPlace }) {
  const places = usePlaces();
  const [words, setWords] = useState("");
  useWindowKeys((event) => {
    const busy =
      event.defaultPrevented || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]');
    if (event.key === "Escape" && !busy) places.hidePreferences();
  });
  const go = (section: Section) => {
    setWords("");
    places.showPreferences(section);
  };
  return (
    <div className={styles.window}>
      <div className={styles.preferences}>
        <aside className={styles.side}>
          <div className={styles.head}>
            <IconButton label={preferenceWords.close} keys="Esc" icon={ArrowLeft} onPress={places.hidePreferences} />
            <h1 className={styles.title}>{preferenceWords.title}</h1>
          </div>
          <SearchField label={preferenceWords.search} value={words} onChange={setWords} />
          <nav aria-label={preferenceWords.sections} className={styles.sections}>
            {sections.map((section) => {
              const Icon = icons[section];
              return (
                <button
                  key={section}
                  type="button"
                  className={styles.section}
                  aria-current={place.section === section && words === "" ? "page" : undefined}
                  autoFocus={place.section === section && place.host === null}
                  onClick={() => go(section)}
                >
                  <Icon size="1.6rem" aria-hidden />
                  {sectionNames[section]}
                </button>
              );
            })}
          </nav>
        </aside>
        <main className={styles.pane}>
          {words === "" ? <Pane place={place} /> : <FoundSettings words={words} onGo={go} />}
        </main>
      </div>
    </div>
  );
}

function Pane({ place }: { place: PreferencesPlace }) {
  switch (place.section) {
    case "general":
      return <GeneralPane />;
    case "profiles":
      return <ProfilesPane />;
    case "ssh":
      return <SshPane />;
    case "integrations":
      return <IntegrationsPane place={place} />;
    case "commit":
      return <CommitPane />;
    case "appearance":
      return <AppearancePane />;
    case "network":
      return <NetworkPane />;
  }
}
