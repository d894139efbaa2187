/** Which profile is in use; click to switch. Accounts, keys and tabs switch with it. */
import { ChevronDown, Settings } from "lucide-react";
import { Button } from "react-aria-components";

import { useReport } from "../../data/notices";
import { usePlaces } from "../../data/places";
import { useActiveProfile, useProfiles, useSwitchProfile } from "../../data/profiles";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { Menu, type MenuEntry, MenuTrigger } from "../../parts/Menu";
import { profileWords } from "../../text/frame";
import styles from "./ProfileChip.module.css";

export function ProfileChip() {
  const active = useActiveProfile();
  const { profiles } = useProfiles();
  const places = usePlaces();
  const report = useReport();
  const switchProfile = useSwitchProfile();
  const entries: MenuEntry[] = [
    {
      header: profileWords.switchTo,
      entries: profiles.map(({ id, name, author }) => ({
        id,
        label: visibleText(name),
        description: visibleText(author.email),
        ticked: id === active.id,
        onSelect: () => id !== active.id && switchProfile.mutate({ id }, { onError: report }),
      })),
    },
    "separator",
    { id: "manage", label: profileWords.manage, icon: Settings, onSelect: () => places.showPreferences("profiles") },
  ];
  return (
    <MenuTrigger>
      <Button className={styles.chip ?? ""} aria-label={profileWords.chip(visibleText(active.name))}>
        <span className={styles.dot} data-color={active.color % 8} aria-hidden />
        <span className={styles.name}>
          <HostileText text={active.name} />
        </span>
        <ChevronDown size="1.3rem" aria-hidden />
      </Button>
      <Menu label={profileWords.switchTo} entries={entries} placement="bottom end" />
    </MenuTrigger>
  );
}
