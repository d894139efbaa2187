/** The settings that fit the words of the search, each with its section. */
import type { Section } from "../../data/places";
import { EmptyState } from "../../parts/EmptyState";
import { haystack, search } from "../../parts/search";
import { findable, preferenceWords, sectionNames } from "../../text/preferences";
import { PaneBody } from "./PaneBody";
import styles from "./PreferencesView.module.css";

const all = haystack(findable, ({ section, label, also }) => `${also} ${sectionNames[section]} ${label}`);

export function FoundSettings({ words, onGo }: { words: string; onGo: (section: Section) => void }) {
  const found = search(all, words);
  return (
    <PaneBody title={preferenceWords.results}>
      {found.length === 0 ? (
        <EmptyState title={preferenceWords.noResults} />
      ) : (
        <ul className={styles.found}>
          {found.map(({ section, label }) => (
            <li key={`${section} ${label}`}>
              <button type="button" className={styles.hit} onClick={() => onGo(section)}>
                <span className={styles.hitSection}>{sectionNames[section]}</span>
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </PaneBody>
  );
}
