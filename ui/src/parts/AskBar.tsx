/**
 * A question inside the window next to what it concerns: two answers, the first has the keyboard, Escape is the second; where nothing can
 * be undone (`isFinal`), the second has it. It names what it is about, in groups where that is of several kinds, and may show the command
 * that does the same. The keyboard goes back to where it was.
 *
 *   <AskBar title="Discard 2 files?" names={["a.txt", "b.txt"]} act="Discard" keep="Keep" onAct={discard} onKeep={hide}>…</AskBar>
 */
import { Fragment, type KeyboardEvent, type ReactNode } from "react";

import styles from "./AskBar.module.css";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { HostileText } from "./HostileText";
import { lentFocus } from "./lent_focus";

/** Things of one kind that a question is about. */
export interface AskGroup {
  title: string;
  /** Hostile. */
  names?: readonly string[];
  /** What stands below the names where they are not all. */
  more?: string | undefined;
}

interface AskBarProps extends AskGroup {
  groups?: readonly AskGroup[];
  command?: { label: string; text: string } | undefined;
  act: string;
  keep: string;
  isPending?: boolean;
  isFinal?: boolean;
  /** In a card or a page, whose edges it keeps to; otherwise it keeps a distance to those of its panel. */
  flush?: boolean;
  onAct: () => void;
  onKeep: () => void;
  children: ReactNode;
}

export function AskBar(props: AskBarProps) {
  const { title, names, more, groups = [], command, act, keep, isPending = false, isFinal = false } = props;
  const { flush = false, onAct, onKeep, children } = props;
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onKeep();
  };
  const actions = (
    <>
      <Button tone="danger" size="small" autoFocus={!isFinal} isPending={isPending} onPress={onAct}>
        {act}
      </Button>
      <Button size="small" autoFocus={isFinal} onPress={onKeep}>
        {keep}
      </Button>
    </>
  );
  return (
    <div
      ref={begin}
      className={styles.ask}
      data-flush={flush || undefined}
      role="group"
      aria-label={title}
      onKeyDown={press}
    >
      <Banner tone="warn" title={title} actions={actions}>
        <Names title={title} names={names} more={more} />
        {groups.map((group) => (
          <Fragment key={group.title}>
            <p className={styles.group}>{group.title}</p>
            <Names {...group} />
          </Fragment>
        ))}
        <p className={styles.text}>{children}</p>
        {command && (
          <p className={styles.text}>
            {command.label}{" "}
            <code className={styles.command}>
              <HostileText text={command.text} />
            </code>
          </p>
        )}
      </Banner>
    </div>
  );
}

/** It may come below the edge of what scrolls around it. */
function begin(bar: HTMLElement | null): () => void {
  // Newer engines answer with a promise: it is no clean-up.
  void bar?.scrollIntoView({ block: "nearest" });
  return lentFocus(bar);
}

function Names({ title, names = [], more }: AskGroup) {
  return (
    <>
      {names.length > 0 && (
        // Scrolls where there are many: then the keyboard must reach it.
        <ul className={styles.names} tabIndex={names.length > 1 ? 0 : undefined} aria-label={title}>
          {names.map((name, index) => (
            <li key={index}>
              <HostileText text={name} />
            </li>
          ))}
        </ul>
      )}
      {more && <p>{more}</p>}
    </>
  );
}
