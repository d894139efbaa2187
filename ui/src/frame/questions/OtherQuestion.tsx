/** Shows a question in the server's own words. The answer may be a secret, so that it is typed as one. */
import { useState } from "react";

import { HostileText } from "../../parts/HostileText";
import { SecretField } from "../../parts/SecretField";
import { otherWords } from "../../text/questions";
import { QuestionBar } from "./QuestionBar";
import styles from "./Questions.module.css";

interface OtherQuestionProps {
  text: string;
  onSay: (text: string) => void;
  onRefuse: () => void;
}

export function OtherQuestion({ text, onSay, onRefuse }: OtherQuestionProps) {
  const [answer, setAnswer] = useState("");
  return (
    <QuestionBar
      title={otherWords.title}
      send={otherWords.send}
      cancel={otherWords.cancel}
      onSend={() => onSay(answer)}
      onCancel={onRefuse}
    >
      <pre className={styles.words}>
        <HostileText text={text} lines />
      </pre>
      <SecretField
        label={otherWords.label}
        description={otherWords.hint}
        value={answer}
        onChange={setAnswer}
        autoFocus
      />
    </QuestionBar>
  );
}
