/**
 * One of several things in a dialog, with all that is to be said of it and done with it.
 *
 *   <CardList label="Webhooks" cards={hooks.map((hook) => ({ key: hook.id, card: <Card name={hook.name} …>…</Card> }))} />
 *
 * `marks` stand behind the name, `end` at the right edge. Names are hostile; a long one is cut and shown whole on hover.
 */
import type { LucideIcon } from "lucide-react";
import type { Key, ReactNode } from "react";

import styles from "./Card.module.css";
import { HostileText } from "./HostileText";
import { visibleText } from "./hostile";

interface CardListProps {
  label: string;
  cards: readonly { key: Key; card: ReactNode }[];
}

export function CardList({ label, cards }: CardListProps) {
  return (
    <ul className={styles.list} aria-label={label}>
      {cards.map(({ key, card }) => (
        <li key={key}>{card}</li>
      ))}
    </ul>
  );
}

interface CardProps {
  name: string;
  icon?: LucideIcon;
  marks?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}

export function Card({ name, icon: Icon, marks, end, children }: CardProps) {
  const shown = visibleText(name);
  return (
    <article className={styles.card} aria-label={shown}>
      <header className={styles.head}>
        {Icon && <Icon size="1.5rem" aria-hidden />}
        <h3 className={styles.name} title={shown}>
          <HostileText text={name} />
        </h3>
        {marks}
        {end && <span className={styles.end}>{end}</span>}
      </header>
      {children}
    </article>
  );
}
