/** The first minute: who commits, then three doors, and a demo where one is given. */
import { ArrowRight, FolderOpen, HardDriveDownload, type LucideIcon, Plug, Sparkles } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { useApplication, useFinishWelcome, usePickFolder } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { usePlaces } from "../../data/places";
import { useOpenRepository } from "../../data/repositories";
import { Button } from "../../parts/Button";
import { ErrorState } from "../../parts/ErrorState";
import { Fields } from "../../parts/Field";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { welcomeWords } from "../../text/welcome";
import styles from "./WelcomeView.module.css";

export function WelcomeView() {
  const { suggestedAuthor, demo } = useApplication();
  const [author, setAuthor] = useState(suggestedAuthor);
  const [tried, setTried] = useState(false);
  const finish = useFinishWelcome();
  const view = useFaultViews();
  const places = usePlaces();
  const pick = usePickFolder();
  const openRepository = useOpenRepository();
  const nameMissing = author.name.trim() === "";
  const emailMissing = !/^\S+@\S+$/.test(author.email.trim());
  const then = (go: () => void) => {
    setTried(true);
    if (nameMissing || emailMissing) return;
    const trimmed = { name: author.name.trim(), email: author.email.trim() };
    finish.mutate({ author: trimmed }, { onSuccess: go });
  };
  const connect = (url = "") => then(() => places.showPreferences("integrations", { host: "new", url }));
  return (
    <main className={styles.welcome}>
      <div className={styles.inside}>
        <header>
          <h1 className={styles.title}>{welcomeWords.title}</h1>
          <p className={styles.dim}>{welcomeWords.intro}</p>
        </header>
        <section className={styles.card} aria-labelledby="welcome-who">
          <h2 id="welcome-who" className={styles.heading}>
            {welcomeWords.who}
          </h2>
          <p className={styles.dim}>{welcomeWords.whoText}</p>
          <Fields>
            <div className={styles.pair}>
              <TextField
                label={welcomeWords.name}
                value={author.name}
                onChange={(name) => setAuthor({ ...author, name })}
                error={tried && nameMissing ? welcomeWords.nameMissing : null}
                autoFocus={nameMissing}
              />
              <TextField
                label={welcomeWords.email}
                type="email"
                value={author.email}
                onChange={(email) => setAuthor({ ...author, email })}
                error={tried && emailMissing ? welcomeWords.emailMissing : null}
              />
            </div>
          </Fields>
          {finish.error && <ErrorState {...view(finish.error)} inline />}
        </section>
        <section aria-labelledby="welcome-doors">
          <h2 id="welcome-doors" className={styles.heading}>
            {welcomeWords.doors}
          </h2>
          <div className={styles.doors}>
            <Door
              icon={HardDriveDownload}
              title={welcomeWords.clone}
              text={welcomeWords.cloneText}
              onPress={() => then(() => places.showClone(true))}
            />
            <Door
              icon={FolderOpen}
              title={welcomeWords.open}
              text={welcomeWords.openText}
              onPress={() => then(() => pick(welcomeWords.pickFolder, null, openRepository))}
            />
            <Door icon={Plug} title={welcomeWords.connect} text={welcomeWords.connectText} onPress={() => connect()} />
            {demo && (
              <Door
                icon={Sparkles}
                title={welcomeWords.demo(visibleText(demo.name))}
                text={welcomeWords.demoText}
                onPress={() => connect(demo.url)}
              />
            )}
          </div>
        </section>
        <div className={styles.skip}>
          <Button tone="quiet" icon={ArrowRight} isPending={finish.isPending} onPress={() => then(places.showNewTab)}>
            {welcomeWords.skip}
          </Button>
        </div>
      </div>
    </main>
  );
}

interface DoorProps {
  icon: LucideIcon;
  title: string;
  text: string;
  onPress: () => void;
}

function Door({ icon: Icon, title, text, onPress }: DoorProps) {
  return (
    <AriaButton className={styles.door ?? ""} onPress={onPress}>
      <Icon size="2.4rem" strokeWidth={1.6} aria-hidden />
      <span className={styles.doorTitle}>{title}</span>
      <span className={styles.dim}>{text}</span>
    </AriaButton>
  );
}
