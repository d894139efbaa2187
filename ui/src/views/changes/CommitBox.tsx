/** Makes a commit: who, what it says, and one button that says what will happen or what is missing. */
import { type KeyboardEvent, useRef } from "react";

import { useCommitOutlook } from "../../data/changes";
import { useCommitRun } from "../../data/commit_run";
import { useFaultViews } from "../../data/faults";
import { useCancelCommit, useHookOutput } from "../../data/hooks";
import { useKept } from "../../data/kept";
import { useNotices } from "../../data/notices";
import { useKeys, usePressed } from "../../data/shortcuts";
import type { Changes, Fault, RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { TextArea } from "../../parts/TextArea";
import { commitBoxWords } from "../../text/changes";
import { describeFault } from "../../text/faults";
import { hookWords } from "../../text/hooks";
import styles from "./CommitBox.module.css";
import { planOf } from "./commit_plan";
import { Identity, Note } from "./CommitNotes";
import { amending, type Draft, emptyDraft, joinMessage, type Message, notAmending, shownMessage } from "./draft";
import { HookBar } from "./HookBar";
import { HookOutput } from "./HookOutput";
import { SummaryField } from "./SummaryField";

/** The box below the lists of changes. */
export function CommitBox({ repository, changes }: { repository: RepositoryId; changes: Changes }) {
  const { data: outlook } = useCommitOutlook(repository);
  const [draft, setDraft] = useKept<Draft>(`commit draft ${repository}`, emptyDraft);
  const commit = useCommitRun(repository);
  const output = useHookOutput(repository);
  const { cancel, isPending: isCancelling } = useCancelCommit(repository);
  const { notify } = useNotices();
  const faults = useFaultViews();
  const keys = useKeys();
  const isPressed = usePressed();
  const message = shownMessage(draft, outlook?.preparedMessage ?? null);
  const { amend, skipHooks } = draft;
  const { isPending, error } = commit;
  const { hook } = output;
  const hasOutput = isPending ? hook !== null : error !== null && output.lines.some((line) => line !== "");
  const plan = planOf({ changes, amend, message, isPending, hook, outlook, skipHooks });
  const box = useRef<HTMLElement>(null);
  // For what is pressed and then goes away: the keyboard goes on at the button that stays.
  const focusButton = () => box.current?.querySelector<HTMLElement>("button[data-wide]")?.focus();
  const write = (part: Partial<Message>) => setDraft({ ...draft, message: { ...message, ...part } });
  const make = () => {
    if (plan.missing) return;
    const onSuccess = () => {
      // Only now: a message is kept until it is in a commit.
      setDraft(emptyDraft);
      const title = amend ? commitBoxWords.amended : commitBoxWords.done;
      notify({ id: `commit ${repository}`, tone: "success", title, text: message.summary });
    };
    const onCancelled = (fault: Fault) => {
      const { title, sentence } = describeFault(fault);
      notify({ id: `commit ${repository}`, tone: "info", title, text: sentence });
    };
    // A hook that came since is not skipped unseen.
    const isSkipping = skipHooks && outlook !== undefined && outlook.hooks.length > 0;
    commit.make({ message: joinMessage(message), amend, skipHooks: isSkipping }, { onSuccess, onCancelled });
  };
  const press = (event: KeyboardEvent) => {
    if (!isPressed(event.nativeEvent, "Mod+Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    make();
  };
  const last = outlook?.lastMessage ?? null;
  return (
    <section ref={box} className={styles.box} aria-label={commitBoxWords.label} onKeyDown={press}>
      <div className={styles.who}>
        {outlook && <Identity outlook={outlook} />}
        <Checkbox
          isSelected={amend}
          isDisabled={last === null || isPending}
          onChange={(ticked) => setDraft(ticked ? amending(draft, last) : notAmending(draft))}
        >
          <span title={outlook && last === null ? commitBoxWords.amendNothing : undefined}>{commitBoxWords.amend}</span>
        </Checkbox>
      </div>
      {amend && outlook?.lastIsPublished && <Note words={commitBoxWords.published} />}
      <SummaryField value={message.summary} isReadOnly={isPending} onChange={(summary) => write({ summary })} />
      <TextArea
        label={commitBoxWords.description}
        placeholder={commitBoxWords.descriptionHint}
        rows={2}
        value={message.description}
        isReadOnly={isPending}
        onChange={(description) => write({ description })}
      />
      {outlook?.signing && <Note words={commitBoxWords.signing} hint={commitBoxWords.signingHint} />}
      {outlook && (
        <HookBar
          repository={repository}
          outlook={outlook}
          skipHooks={skipHooks}
          isBusy={isPending}
          onSkip={(skip) => setDraft({ ...draft, skipHooks: skip })}
          onDecided={focusButton}
        />
      )}
      {error && (
        // What a hook said stands below the button already.
        <ErrorState
          {...faults(error, make)}
          {...(error.kind === "hook" ? { detail: null } : {})}
          inline
          onClose={() => {
            focusButton();
            commit.forget();
          }}
        />
      )}
      <div className={styles.act}>
        <Button
          tone="primary"
          wide
          reason={plan.missing ? visibleText(plan.label) : null}
          isPending={isPending}
          onPress={make}
          aria-keyshortcuts={keys("Mod+Enter")}
        >
          {visibleText(plan.label)}
        </Button>
        {isPending && hook !== null && (
          <Button
            isPending={isCancelling}
            onPress={() => {
              focusButton();
              cancel();
            }}
          >
            {hookWords.cancel}
          </Button>
        )}
      </div>
      {hasOutput && <HookOutput output={output} isOver={!isPending} />}
    </section>
  );
}
