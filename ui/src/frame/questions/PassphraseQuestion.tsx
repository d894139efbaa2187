/** Asks for the passphrase of a private key. */
import { useState } from "react";

import { visibleText } from "../../parts/hostile";
import { SecretField } from "../../parts/SecretField";
import { passphraseWords } from "../../text/questions";
import { QuestionBar } from "./QuestionBar";

interface PassphraseQuestionProps {
  path: string;
  onSay: (text: string) => void;
  onRefuse: () => void;
}

export function PassphraseQuestion({ path, onSay, onRefuse }: PassphraseQuestionProps) {
  const [passphrase, setPassphrase] = useState("");
  const send = () => {
    onSay(passphrase);
    setPassphrase("");
  };
  return (
    <QuestionBar
      title={passphraseWords.title}
      send={passphraseWords.unlock}
      cancel={passphraseWords.cancel}
      onSend={send}
      onCancel={onRefuse}
    >
      <SecretField
        label={passphraseWords.label(visibleText(path))}
        description={passphraseWords.hint}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
      />
    </QuestionBar>
  );
}
