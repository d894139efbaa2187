/** The activity log in the status bar. */
import { ScrollText } from "lucide-react";
import { Suspense } from "react";
import { Button } from "react-aria-components";

import { usePlaces } from "../../data/places";
import { LoadingState } from "../../parts/LoadingState";
import { Panel, PanelTrigger } from "../../parts/Panel";
import { activityLogWords } from "../../text/activity";
import { ActivityLog } from "../later";
import bar from "./StatusBar.module.css";

export function ActivityPanel() {
  const places = usePlaces();
  return (
    <PanelTrigger isOpen={places.activity} onOpenChange={places.showActivity}>
      <Button className={bar.item ?? ""}>
        <ScrollText size="1.3rem" aria-hidden />
        {activityLogWords.title}
      </Button>
      <Panel label={activityLogWords.title} placement="top end" width="wide">
        <Suspense fallback={<LoadingState label={activityLogWords.loading} />}>
          <ActivityLog />
        </Suspense>
      </Panel>
    </PanelTrigger>
  );
}
