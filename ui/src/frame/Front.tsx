/** The view in front: Repositories, New Tab, or the repository of the tab. */
import { Suspense } from "react";

import { useOpenRepository } from "../data/repositories";
import { usePickFolder } from "../data/application";
import { usePlaces } from "../data/places";
import { useTabs } from "../data/tabs";
import { LoadingState } from "../parts/LoadingState";
import { actionWords, tabWords } from "../text/frame";
import { historyWords } from "../text/history";
import { NewTabView } from "../views/new_tab/NewTabView";
import { RepositoriesView } from "../views/repositories/RepositoriesView";
import { Boundary } from "./Boundary";
import styles from "./Front.module.css";
import { RepositoryTab } from "./later";

export function Front() {
  const places = usePlaces();
  const { tabs, open } = useTabs();
  const pick = usePickFolder();
  const openRepository = useOpenRepository();
  const openFolder = () => pick(actionWords.pickRepository, null, openRepository);
  const front = places.newTab ? "new" : (tabs.front ?? "repositories");
  const name = places.newTab ? tabWords.newTab : tabs.front === null ? tabWords.repositories : undefined;
  return (
    <main className={styles.front}>
      <div className={styles.panel} role="tabpanel" aria-labelledby={`tab-${front}`}>
        {name && <h1 className="visually-hidden">{name}</h1>}
        <Boundary key={front}>
          {places.newTab ? (
            <NewTabView />
          ) : tabs.front === null ? (
            <RepositoriesView onOpen={open} onOpenFolder={openFolder} onClone={() => places.showClone(true)} />
          ) : (
            <Suspense fallback={<LoadingState label={historyWords.loading} />}>
              <RepositoryTab id={tabs.front} />
            </Suspense>
          )}
        </Boundary>
      </div>
    </main>
  );
}
