/** Makes a commit: who, what it says, and one button that says what will happen or what is missing. */
import { type FocusEvent, type KeyboardEvent, useRef } from "react";

import { useCommitOutlook } from "../../data/changes";
import {
  amending,
  type Draft,
  draftName,
  emptyDraft,
  isBlank,
  joinMessage,
  type Message,
  notAmending,
  shownMessage,
} from "../../data/commit_draft";
import { useMessages } from "../../data/commit_helps";
import { useCancelCommit, useHookOutput } from "../../data/hooks";
import { useKept } from "../../data/kept";
import { usePressed } from "../../data/shortcuts";
import type { Changes, RepositoryId } from "../../host/api.gen";
import { Checkbox } from "../../parts/Checkbox";
import { TextArea } from "../../parts/TextArea";
import { commitBoxWords } from "../../text/changes";
import { CoAuthors } from "./CoAuthors";
import { isSigned, isSignedOff, mustChooseIdentity, planOf } from "./commit_plan";
import { CommitActs } from "./CommitActs";
import styles from "./CommitBox.module.css";
import { CommitFault } from "./CommitFault";
import { CommitMenu } from "./CommitMenu";
import { Identity, Marks, Note } from "./CommitNotes";
import { HookBar } from "./HookBar";
import { HookOutput } from "./HookOutput";
import { IdentityBar } from "./IdentityBar";
import { SummaryField } from "./SummaryField";
import { useMakeCommit } from "./useMakeCommit";

/** The box below the lists of changes. */
export function CommitBox({ repository, changes }: { repository: RepositoryId; changes: Changes }) {
  const { data: outlook } = useCommitOutlook(repository);
  const [draft, setDraft] = useKept<Draft>(draftName(repository), emptyDraft);
  const { messages, keep } = useMessages(repository);
  const commit = useMakeCommit(repository, setDraft);
  const output = useHookOutput(repository);
  const canceller = useCancelCommit(repository);
  const isPressed = usePressed();
  const message = shownMessage(draft, outlook?.preparedMessage ?? null);
  const { isPending, error } = commit;
  const { hook } = output;
  const signs = isSigned(draft, outlook);
  const hasOutput = isPending ? hook !== null : error !== null && output.lines.some((line) => line !== "");
  const plan = planOf({ changes, draft, message, isPending, hook, outlook });
  const box = useRef<HTMLElement>(null);
  // For what is pressed and then goes away: the keyboard goes on at the button that stays.
  const focusButton = () => box.current?.querySelector<HTMLElement>("button[data-wide]")?.focus();
  const write = (part: Partial<Message>) => setDraft({ ...draft, message: { ...message, ...part } });
  const keepMessage = () => {
    const text = joinMessage(message);
    if (draft.message && !isBlank(message) && text !== outlook?.lastMessage?.trimEnd()) keep(text);
  };
  const make = (changed: Partial<Draft> = {}) => {
    if (!plan.missing) commit.begin({ draft: { ...draft, ...changed }, message, outlook });
  };
  const press = (event: KeyboardEvent) => {
    if (!isPressed(event.nativeEvent, "Mod+Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    make();
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) keepMessage();
  };
  const last = outlook?.lastMessage ?? null;
  return (
    <section ref={box} className={styles.box} aria-label={commitBoxWords.label} onKeyDown={press} onBlur={leave}>
      <div className={styles.who}>
        {outlook && <Identity outlook={outlook} />}
        <Checkbox
          isSelected={draft.amend}
          isDisabled={last === null || isPending}
          onChange={(ticked) => setDraft(ticked ? amending(draft, last) : notAmending(draft))}
        >
          <span title={outlook && last === null ? commitBoxWords.amendNothing : undefined}>{commitBoxWords.amend}</span>
        </Checkbox>
      </div>
      {outlook && mustChooseIdentity({ outlook, draft }) && (
        <IdentityBar
          repository={repository}
          outlook={outlook}
          isBusy={isPending}
          onAccept={() => setDraft({ ...draft, accepted: outlook.author.email })}
          onDecided={focusButton}
        />
      )}
      {draft.amend && outlook?.lastIsPublished && <Note words={commitBoxWords.published} />}
      <SummaryField value={message.summary} isReadOnly={isPending} onChange={(summary) => write({ summary })} />
      <TextArea
        label={commitBoxWords.description}
        placeholder={commitBoxWords.descriptionHint}
        rows={2}
        value={message.description}
        isReadOnly={isPending}
        onChange={(description) => write({ description })}
      />
      {draft.coAuthors && (
        <CoAuthors
          repository={repository}
          named={draft.coAuthors}
          isBusy={isPending}
          onChange={(coAuthors) => setDraft({ ...draft, coAuthors })}
        />
      )}
      <Marks signs={signs} signsOff={isSignedOff(draft, outlook)} />
      {outlook && (
        <HookBar
          repository={repository}
          outlook={outlook}
          skipHooks={draft.skipHooks}
          isBusy={isPending}
          onSkip={(skipHooks) => setDraft({ ...draft, skipHooks })}
          onDecided={focusButton}
        />
      )}
      {error && (
        <CommitFault
          fault={error}
          onAgain={() => make()}
          onWithoutSigning={() => {
            focusButton();
            setDraft({ ...draft, sign: false });
            make({ sign: false });
          }}
          onClose={() => {
            focusButton();
            commit.forget();
          }}
        />
      )}
      <CommitActs
        plan={plan}
        isPending={isPending}
        canCancel={hook !== null || signs}
        canceller={canceller}
        onMake={() => make()}
      >
        <CommitMenu
          draft={draft}
          outlook={outlook}
          messages={messages}
          isBusy={isPending}
          onChange={setDraft}
          onMessage={(chosen) => {
            keepMessage();
            write(chosen);
          }}
        />
      </CommitActs>
      {hasOutput && <HookOutput output={output} isOver={!isPending} />}
    </section>
  );
}
