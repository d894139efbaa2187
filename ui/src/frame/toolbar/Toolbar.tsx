/** The toolbar: where we are at the left, what can be done in the middle, the window's own things at the right. */
import { Command, Search, Settings } from "lucide-react";
import { Toolbar as AriaToolbar } from "react-aria-components";

import { usePlaces } from "../../data/places";
import { useKeys } from "../../data/shortcuts";
import { useTabs } from "../../data/tabs";
import { IconButton } from "../../parts/IconButton";
import { openingWords } from "../../text/openings";
import { toolWords } from "../../text/frame";
import { Bell } from "./Bell";
import { Breadcrumb } from "./Breadcrumb";
import { ProfileChip } from "./ProfileChip";
import styles from "./Toolbar.module.css";
import { ToolButtons } from "./ToolButtons";

export function Toolbar() {
  const places = usePlaces();
  const { tabs } = useTabs();
  const keys = useKeys();
  const repository = places.newTab ? null : tabs.front;
  return (
    <AriaToolbar className={styles.toolbar ?? ""} aria-label={toolWords.toolbar}>
      <div className={styles.left}>{repository !== null && <Breadcrumb key={repository} id={repository} />}</div>
      <ToolButtons repository={repository} />
      <div className={styles.right}>
        <IconButton label={openingWords.title} icon={Search} onPress={() => places.showPalette("anything")} />
        <IconButton
          label={toolWords.palette}
          keys={keys("Mod+K")}
          icon={Command}
          onPress={() => places.showPalette("actions")}
        />
        <Bell />
        <IconButton
          label={toolWords.preferences}
          keys={keys("Mod+,")}
          icon={Settings}
          autoFocus={places.leftPreferences}
          onPress={() => places.showPreferences()}
        />
        <ProfileChip />
      </div>
    </AriaToolbar>
  );
}
