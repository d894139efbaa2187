/** New Tab: ways to begin at the left, the repositories one knows in the middle, integrations with their state at the right. */
import { FolderOpen, FolderPlus, HardDriveDownload, type LucideIcon } from "lucide-react";
import { Button } from "react-aria-components";

import { usePickFolder } from "../../data/application";
import { usePlaces } from "../../data/places";
import { useOpenRepository } from "../../data/repositories";
import { newTabWords, welcomeWords } from "../../text/welcome";
import { IntegrationsCard } from "./IntegrationsCard";
import { KnownRepositories } from "./KnownRepositories";
import styles from "./NewTabView.module.css";

export function NewTabView() {
  const places = usePlaces();
  const pick = usePickFolder();
  const openRepository = useOpenRepository();
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <section className={styles.start} aria-labelledby="new-tab-start">
          <h2 id="new-tab-start" className={styles.heading}>
            {newTabWords.start}
          </h2>
          <Way
            icon={FolderOpen}
            title={newTabWords.open}
            text={newTabWords.openText}
            onPress={() => pick(welcomeWords.pickFolder, null, openRepository)}
          />
          <Way
            icon={HardDriveDownload}
            title={newTabWords.clone}
            text={newTabWords.cloneText}
            onPress={() => places.showClone(true)}
          />
          <Way
            icon={FolderPlus}
            title={newTabWords.create}
            text={newTabWords.createText}
            onPress={() => places.showCreate(true)}
          />
        </section>
        <KnownRepositories />
        <IntegrationsCard />
      </div>
    </div>
  );
}

interface WayProps {
  icon: LucideIcon;
  title: string;
  text: string;
  onPress: () => void;
}

function Way({ icon: Icon, title, text, onPress }: WayProps) {
  return (
    <Button className={styles.way ?? ""} onPress={onPress}>
      <Icon size="2rem" strokeWidth={1.7} aria-hidden />
      <span className={styles.wayWords}>
        <span className={styles.wayTitle}>{title}</span>
        <span className={styles.dim}>{text}</span>
      </span>
    </Button>
  );
}
