/**
 * Things to choose one from at the left, what belongs to the chosen one at the right: vertical tabs.
 *
 *   <Rail label="Where from" entries={[{ id: "url", icon: Link, label: "URL", content: () => <UrlPane /> }, …]} value={id} onChange={setId} end={{ icon: Plug, label: "Connect…", onPress: connect }} />
 */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import styles from "./Rail.module.css";

export interface RailEntry {
  id: string;
  icon: LucideIcon;
  label: string;
  /** A second line. */
  description?: string;
  content: () => ReactNode;
}

interface RailProps {
  label: string;
  entries: readonly RailEntry[];
  value: string;
  onChange: (id: string) => void;
  /** A way to more entries, below them. */
  end?: { icon: LucideIcon; label: string; onPress: () => void };
}

export function Rail({ label, entries, value, onChange, end }: RailProps) {
  return (
    <Tabs
      className={styles.rail ?? ""}
      orientation="vertical"
      selectedKey={value}
      onSelectionChange={(id) => onChange(String(id))}
    >
      <div className={styles.side}>
        <TabList className={styles.list ?? ""} aria-label={label}>
          {entries.map(({ id, icon: Icon, label: name, description }) => (
            <Tab key={id} id={id} className={styles.entry ?? ""}>
              <Icon size="1.6rem" aria-hidden />
              <span className={styles.words}>
                <span className={styles.name}>{name}</span>
                {description && <span className={styles.description}>{description}</span>}
              </span>
            </Tab>
          ))}
        </TabList>
        {end && (
          <Button className={styles.entry ?? ""} onPress={end.onPress}>
            <end.icon size="1.6rem" aria-hidden />
            <span className={styles.name}>{end.label}</span>
          </Button>
        )}
      </div>
      {entries.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ""}>
          {content()}
        </TabPanel>
      ))}
    </Tabs>
  );
}
