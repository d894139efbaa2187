/** Undo to Terminal: icon over label. What this version can't do yet is there, disabled, and says so plainly. */
import {
  Archive,
  ArchiveRestore,
  ArrowDownToLine,
  ArrowUpFromLine,
  GitBranchPlus,
  type LucideIcon,
  RefreshCw,
  SquareTerminal,
} from "lucide-react";
import { Button } from "react-aria-components";

import { Tooltip } from "../../parts/Tooltip";
import { toolWords } from "../../text/frame";
import { type SyncAct, type SyncActs, useSyncActs } from "../useSyncActs";
import styles from "./ToolButtons.module.css";
import { UndoButtons } from "./UndoButtons";

interface Tool {
  label: string;
  icon: LucideIcon;
  /** Why it can't be done; none where `act` can. */
  reason?: string | null;
  act?: SyncAct;
}

const groupsOf = ({ fetch, push }: SyncActs): Tool[][] => [
  [
    { label: toolWords.fetch, icon: RefreshCw, act: fetch },
    { label: toolWords.pull, icon: ArrowDownToLine, reason: toolWords.notYet },
    { label: toolWords.push, icon: ArrowUpFromLine, act: push },
    { label: toolWords.branch, icon: GitBranchPlus, reason: toolWords.notYet },
    { label: toolWords.stash, icon: Archive, reason: toolWords.notYet },
    { label: toolWords.pop, icon: ArchiveRestore, reason: toolWords.notYet },
  ],
  [{ label: toolWords.terminal, icon: SquareTerminal, reason: toolWords.notYet }],
];

export function ToolButtons({ repository }: { repository: string | null }) {
  const groups = groupsOf(useSyncActs(repository));
  return (
    <div className={styles.groups}>
      <div className={styles.group}>
        <UndoButtons repository={repository} />
      </div>
      {groups.map((tools, index) => (
        <div key={index} className={styles.group}>
          {tools.map((tool) => (
            <ToolButton
              key={tool.label}
              {...tool}
              reason={repository === null ? toolWords.needsRepository : (tool.act?.reason ?? tool.reason ?? null)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function ToolButton({ label, icon: Icon, reason, act }: Tool) {
  return (
    <Tooltip text={reason ? `${label}: ${reason}.` : (act?.name ?? label)}>
      <Button
        className={styles.tool ?? ""}
        aria-label={label}
        {...(reason || !act ? { "aria-disabled": true } : { onPress: act.run })}
      >
        <Icon size="1.7rem" aria-hidden />
        <span className={styles.label}>{label}</span>
      </Button>
    </Tooltip>
  );
}
