/**
 * Tabs of a page (not those of the window): Overview, Activity, Diff, Commits.
 *
 *   <TabBar label="Pull request" tabs={[{ id: "overview", label: "Overview", content: () => <Overview /> }, …]} value={tab} onChange={setTab} />
 */
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import styles from "./TabBar.module.css";

export interface PageTab<K extends string> {
  id: K;
  label: string;
  count?: number;
  content: () => ReactNode;
}

interface TabBarProps<K extends string> {
  label: string;
  tabs: readonly PageTab<K>[];
  value: K;
  onChange: (value: K) => void;
}

export function TabBar<K extends string>({ label, tabs, value, onChange }: TabBarProps<K>) {
  return (
    <Tabs className={styles.tabs ?? ""} selectedKey={value} onSelectionChange={(id) => onChange(id as K)}>
      <TabList className={styles.list ?? ""} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab ?? ""}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ""}>
          {tab.content()}
        </TabPanel>
      ))}
    </Tabs>
  );
}
