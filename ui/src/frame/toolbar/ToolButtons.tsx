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
import styles from "./ToolButtons.module.css";
import { UndoButtons } from "./UndoButtons";

interface Tool {
  label: string;
  icon: LucideIcon;
  reason: string;
}

const groups: Tool[][] = [
  [
    { label: toolWords.fetch, icon: RefreshCw, reason: toolWords.notYet },
    { label: toolWords.pull, icon: ArrowDownToLine, reason: toolWords.notYet },
    { label: toolWords.push, icon: ArrowUpFromLine, reason: toolWords.notYet },
    { label: toolWords.branch, icon: GitBranchPlus, reason: toolWords.notYet },
    { label: toolWords.stash, icon: Archive, reason: toolWords.notYet },
    { label: toolWords.pop, icon: ArchiveRestore, reason: toolWords.notYet },
  ],
  [{ label: toolWords.terminal, icon: SquareTerminal, reason: toolWords.notYet }],
];

export function ToolButtons({ repository }: { repository: string | null }) {
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
              reason={repository === null ? toolWords.needsRepository : tool.reason}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function ToolButton({ label, icon: Icon, reason }: Tool) {
  return (
    <Tooltip text={`${label}: ${reason}.`}>
      <Button className={styles.tool ?? ""} aria-disabled aria-label={label}>
        <Icon size="1.7rem" aria-hidden />
        <span className={styles.label}>{label}</span>
      </Button>
    </Tooltip>
  );
}
