/** Says that the browser waits, and takes the address at which it ended where it can't bring it here. It holds a code, so it is kept nowhere. */
import { useState } from "react";

import { useShowSignIn } from "../../data/oauth";
import type { Ask } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { SecretField } from "../../parts/SecretField";
import { signInWords } from "../../text/questions";
import { QuestionBar } from "./QuestionBar";
import styles from "./Questions.module.css";

interface SignInQuestionProps {
  ask: Extract<Ask, { kind: "signIn" }>;
  onSay: (text: string) => void;
  onRefuse: () => void;
}

export function SignInQuestion({ ask, onSay, onRefuse }: SignInQuestionProps) {
  const [address, setAddress] = useState("");
  const show = useShowSignIn();
  const send = () => {
    if (address.trim() === "") return;
    onSay(address.trim());
    setAddress("");
  };
  const pasted = ask.form === "page";
  return (
    <QuestionBar
      title={signInWords.title(visibleText(ask.name))}
      send={signInWords.send}
      cancel={signInWords.cancel}
      onSend={send}
      onCancel={onRefuse}
    >
      <p>{pasted ? signInWords.page : signInWords.loopback}</p>
      <div className={styles.start}>
        <Button size="small" onPress={() => show(ask.host)}>
          {signInWords.open}
        </Button>
      </div>
      <SecretField
        label={pasted ? signInWords.paste : signInWords.pasteInstead}
        description={pasted ? undefined : signInWords.pasteInsteadHint}
        error={ask.wrong ? signInWords.wrong : null}
        value={address}
        onChange={setAddress}
        autoFocus
      />
    </QuestionBar>
  );
}
