/** Makes a commit: who, what it says, and one button that says what will happen or what is missing. */
import { TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";

import { useCommitOutlook, useMakeCommit } from "../../data/changes";
import { useFaultViews } from "../../data/faults";
import { useKept } from "../../data/kept";
import { useNotices } from "../../data/notices";
import { useKeys, usePressed } from "../../data/shortcuts";
import type { Changes, CommitOutlook, RepositoryId } from "../../host/api.gen";
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { TextArea } from "../../parts/TextArea";
import { Hint } from "../../parts/Tooltip";
import { commitBoxWords } from "../../text/changes";
import styles from "./CommitBox.module.css";
import { planOf } from "./commit_plan";
import { amending, type Draft, emptyDraft, joinMessage, type Message, notAmending, shownMessage } from "./draft";
import { SummaryField } from "./SummaryField";

export function CommitBox({ repository, changes }: { repository: RepositoryId; changes: Changes }) {
  const { data: outlook } = useCommitOutlook(repository);
  const [draft, setDraft] = useKept<Draft>(`commit draft ${repository}`, emptyDraft);
  const commit = useMakeCommit();
  const { notify } = useNotices();
  const faults = useFaultViews();
  const keys = useKeys();
  const isPressed = usePressed();
  const message = shownMessage(draft, outlook?.preparedMessage ?? null);
  const plan = planOf({ changes, amend: draft.amend, message, isPending: commit.isPending });
  const write = (part: Partial<Message>) => setDraft({ ...draft, message: { ...message, ...part } });
  const make = () => {
    if (plan.missing) return;
    const { amend } = draft;
    const onSuccess = () => {
      // Only now: a message is kept until it is in a commit.
      setDraft(emptyDraft);
      const title = amend ? commitBoxWords.amended : commitBoxWords.done;
      notify({ id: `commit ${repository}`, tone: "success", title, text: message.summary });
    };
    commit.mutate({ id: repository, draft: { message: joinMessage(message), amend } }, { onSuccess });
  };
  const press = (event: KeyboardEvent) => {
    if (!isPressed(event.nativeEvent, "Mod+Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    make();
  };
  const last = outlook?.lastMessage ?? null;
  return (
    <section className={styles.box} aria-label={commitBoxWords.label} onKeyDown={press}>
      <div className={styles.who}>
        {outlook && <Identity outlook={outlook} />}
        <Checkbox
          isSelected={draft.amend}
          isDisabled={last === null || commit.isPending}
          onChange={(amend) => setDraft(amend ? amending(draft, last) : notAmending(draft))}
        >
          <span title={outlook && last === null ? commitBoxWords.amendNothing : undefined}>{commitBoxWords.amend}</span>
        </Checkbox>
      </div>
      {draft.amend && outlook?.lastIsPublished && <Note words={commitBoxWords.published} />}
      <SummaryField value={message.summary} isReadOnly={commit.isPending} onChange={(summary) => write({ summary })} />
      <TextArea
        label={commitBoxWords.description}
        placeholder={commitBoxWords.descriptionHint}
        rows={2}
        value={message.description}
        isReadOnly={commit.isPending}
        onChange={(description) => write({ description })}
      />
      {outlook && outlook.hooks.length > 0 && (
        <Note words={commitBoxWords.hooks} hint={visibleText(commitBoxWords.hooksHint(outlook.hooks))} />
      )}
      {outlook?.signing && <Note words={commitBoxWords.signing} hint={commitBoxWords.signingHint} />}
      {commit.error && <ErrorState {...faults(commit.error, make)} inline />}
      <Button
        tone="primary"
        wide
        reason={plan.missing ? plan.label : null}
        isPending={commit.isPending}
        onPress={make}
        aria-keyshortcuts={keys("Mod+Enter")}
      >
        {visibleText(plan.label)}
      </Button>
    </section>
  );
}

function Identity({ outlook: { author } }: { outlook: CommitOutlook }) {
  if (author.name.trim() === "" || author.email.trim() === "") return <Note words={commitBoxWords.noAuthor} />;
  const words = commitBoxWords.author(visibleText(author.name), visibleText(author.email));
  return (
    <span className={styles.identity} title={words}>
      <Avatar name={author.name} size={18} />
      <span className="visually-hidden">{words}</span>
      <span className={styles.name} aria-hidden>
        <HostileText text={author.name} />
      </span>
      <span className={styles.email} aria-hidden>
        <HostileText text={author.email} />
      </span>
    </span>
  );
}

/** What one should know before committing: short, and longer for whoever points at it. */
function Note({ words, hint }: { words: string; hint?: string }) {
  return (
    <p className={styles.note}>
      <TriangleAlert size="1.3rem" aria-hidden />
      {hint === undefined ? (
        <span>{words}</span>
      ) : (
        <Hint text={hint} label={`${words}. ${hint}`}>
          {words}
        </Hint>
      )}
    </p>
  );
}
