/** The bar in which a job asks for a text. It lies over nothing that could answer it, and takes the focus. */
import { MessageCircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "../../parts/Button";
import styles from "./Questions.module.css";

interface QuestionBarProps {
  title: string;
  send: string;
  cancel: string;
  onSend: () => void;
  onCancel: () => void;
  children: ReactNode;
}

export function QuestionBar({ title, send, cancel, onSend, onCancel, children }: QuestionBarProps) {
  return (
    <section
      className={styles.bar}
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        <h2 className={styles.title}>
          <MessageCircleQuestionMark size="1.7rem" aria-hidden />
          {title}
        </h2>
        {children}
        <div className={styles.buttons}>
          <Button onPress={onCancel}>{cancel}</Button>
          <Button type="submit" tone="primary">
            {send}
          </Button>
        </div>
      </form>
    </section>
  );
}
