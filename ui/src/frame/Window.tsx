/** The window: welcome at the first start, else tabs, toolbar, the view in front, status bar, and what lies over them. */
import { Suspense } from "react";

import { useApplication } from "../data/application";
import { useOpenRequestsAreHeard } from "../data/openings";
import { usePrebuildsAreTended } from "../data/prebuilds";
import { usePlaces } from "../data/places";
import { useSettings, useSettingsDressTheWindow } from "../data/settings";
import { LoadingState } from "../parts/LoadingState";
import { ScaleContext } from "../parts/scale";
import { windowWords } from "../text/frame";
import { WelcomeView } from "../views/welcome/WelcomeView";
import { Front } from "./Front";
import { PreferencesView, useFetchTheRest } from "./later";
import { Overlays } from "./Overlays";
import { StatusBar } from "./status/StatusBar";
import { TabStrip } from "./tabs/TabStrip";
import { Toasts } from "./toasts/Toasts";
import { Toolbar } from "./toolbar/Toolbar";
import { useShortcuts } from "./useShortcuts";
import styles from "./Window.module.css";

export function Window() {
  const { firstStart } = useApplication();
  const { zoom } = useSettings();
  const places = usePlaces();
  useSettingsDressTheWindow();
  useShortcuts();
  useFetchTheRest();
  return (
    <ScaleContext value={zoom / 100}>
      <title>{windowWords.title}</title>
      <div className={styles.window}>
        <OpenRequests />
        {firstStart && !places.preferences ? (
          <WelcomeView />
        ) : places.preferences ? (
          <Suspense fallback={<LoadingState label={windowWords.starting} />}>
            <PreferencesView place={places.preferences} />
          </Suspense>
        ) : (
          <>
            <header>
              <TabStrip />
              <Toolbar />
            </header>
            <Front />
          </>
        )}
        <StatusBar />
        <Toasts />
        <Overlays />
      </div>
    </ScaleContext>
  );
}

/** What somebody outside asks for. */
function OpenRequests() {
  useOpenRequestsAreHeard();
  usePrebuildsAreTended();
  return null;
}
