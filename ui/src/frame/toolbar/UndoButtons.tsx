/** Undo and Redo, which name what they would undo, and the timeline beside them. */
import { ChevronDown, type LucideIcon, Redo2, Undo2 } from "lucide-react";
import { Button } from "react-aria-components";

import { usePlaces } from "../../data/places";
import { useKeys } from "../../data/shortcuts";
import type { RepositoryId } from "../../host/api.gen";
import { Panel, PanelTrigger } from "../../parts/Panel";
import { Tooltip } from "../../parts/Tooltip";
import { undoWords } from "../../text/undo";
import { Timeline } from "../../views/timeline/Timeline";
import { type UndoAct, useUndoActs } from "../useUndoActs";
import styles from "./ToolButtons.module.css";

export function UndoButtons({ repository }: { repository: RepositoryId | null }) {
  const { undo, redo } = useUndoActs(repository);
  const places = usePlaces();
  return (
    <>
      <UndoButton act={undo} icon={Undo2} label={undoWords.undo} keys="Mod+Z" />
      {repository !== null && (
        <PanelTrigger isOpen={places.timeline} onOpenChange={places.showTimeline}>
          <Button className={styles.more ?? ""} aria-label={undoWords.timeline}>
            <ChevronDown size="1.3rem" aria-hidden />
          </Button>
          <Panel label={undoWords.timeline} placement="bottom start">
            <Timeline repository={repository} restoring={places.restoring} onRestoring={places.restore} />
          </Panel>
        </PanelTrigger>
      )}
      <UndoButton act={redo} icon={Redo2} label={undoWords.redo} keys="Mod+Shift+Z" />
    </>
  );
}

interface UndoButtonProps {
  act: UndoAct;
  icon: LucideIcon;
  label: string;
  keys: string;
}

function UndoButton({ act: { name, reason, run }, icon: Icon, label, keys }: UndoButtonProps) {
  const shown = useKeys();
  return (
    <Tooltip text={reason ? `${label}: ${reason}.` : `${name} (${shown(keys)})`}>
      <Button
        className={styles.tool ?? ""}
        aria-label={name}
        {...(reason ? { "aria-disabled": true } : { onPress: run })}
      >
        <Icon size="1.7rem" aria-hidden />
        <span className={styles.label}>{label}</span>
      </Button>
    </Tooltip>
  );
}
