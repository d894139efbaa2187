/** One thing that was done: a line, and behind it the command of Git, the server's words and what went wrong. */
import { ChevronRight, CircleAlert, CircleCheck, CircleSlash, CircleX, Copy } from "lucide-react";
import { useId, useState } from "react";

import { useCopyText } from "../../data/application";
import type { Activity, ActivityOutcome } from "../../host/api.gen";
import { HostileText } from "../../parts/HostileText";
import { IconButton } from "../../parts/IconButton";
import { ExactTime, RelativeTime } from "../../parts/RelativeTime";
import { Spinner } from "../../parts/Spinner";
import { activityLogWords, activityWords, duration, outcomeWords } from "../../text/activity";
import { describeFault } from "../../text/faults";
import styles from "./ActivityEntry.module.css";

interface ActivityEntryProps {
  entry: Activity;
  /** The one that Tab stops at; arrows lead on. */
  isFirst: boolean;
}

export function ActivityEntry({ entry, isFirst }: ActivityEntryProps) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const { outcome, millis, place } = entry;
  return (
    <li className={styles.entry} data-open={isOpen || undefined}>
      <button
        type="button"
        data-entry
        tabIndex={isFirst ? 0 : -1}
        className={styles.line}
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronRight className={styles.chevron} size="1.3rem" aria-hidden />
        <Glyph outcome={outcome} />
        <span className={styles.words}>
          <HostileText text={activityWords(entry)} />
        </span>
        {place !== null && (
          <span className={styles.place}>
            <HostileText text={place} />
          </span>
        )}
        <span className={styles.result} data-outcome={outcome.kind}>
          {outcome.kind === "done" && millis !== null ? duration(millis) : outcomeWords(outcome)}
        </span>
        <span className={styles.time}>
          <RelativeTime time={entry.started} />
        </span>
      </button>
      <div id={details} className={styles.details} hidden={!isOpen}>
        {isOpen && <EntryDetails entry={entry} />}
      </div>
    </li>
  );
}

const ends = { done: CircleCheck, failed: CircleX, cancelled: CircleSlash, interrupted: CircleAlert };

function Glyph({ outcome: { kind } }: { outcome: ActivityOutcome }) {
  if (kind === "running") return <Spinner size="1.5rem" />;
  const Icon = ends[kind];
  return <Icon className={styles.glyph} data-outcome={kind} size="1.5rem" aria-hidden />;
}

function EntryDetails({ entry }: { entry: Activity }) {
  const { command, remote, outcome, folder, millis } = entry;
  const copy = useCopyText();
  const fault = outcome.kind === "failed" ? describeFault(outcome.fault) : null;
  return (
    <>
      {fault && (
        <div className={styles.fault}>
          <strong>
            <HostileText text={fault.title} />
          </strong>
          <p>
            <HostileText text={fault.sentence} />
          </p>
          {fault.detail && <Machine label={fault.title} text={fault.detail} />}
        </div>
      )}
      {outcome.kind === "interrupted" && <p className={styles.fault}>{activityLogWords.interruptedText}</p>}
      {command === null ? (
        <p className={styles.label}>{activityLogWords.noCommand}</p>
      ) : (
        <>
          <h3 className={styles.label}>{activityLogWords.command}</h3>
          <div className={styles.command}>
            <Machine label={activityLogWords.command} text={command} />
            <IconButton label={activityLogWords.copyCommand} icon={Copy} size="small" onPress={() => copy(command)} />
          </div>
        </>
      )}
      {remote !== "" && (
        <>
          <h3 className={styles.label}>{activityLogWords.remote}</h3>
          <Machine label={activityLogWords.remote} text={remote.trimEnd()} />
        </>
      )}
      <dl className={styles.facts}>
        <dt>{activityLogWords.began}</dt>
        <dd>
          <ExactTime time={entry.started} />
          {millis !== null && outcome.kind !== "done" && ` · ${duration(millis)}`}
        </dd>
        {folder !== null && (
          <>
            <dt>{activityLogWords.folder}</dt>
            <dd>
              <HostileText text={folder} />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

/** The words of a machine. They scroll where they are long: then the keyboard must reach them. */
function Machine({ label, text }: { label: string; text: string }) {
  return (
    <pre className={styles.machine} aria-label={label} role="region" tabIndex={0}>
      <HostileText text={text} lines />
    </pre>
  );
}
