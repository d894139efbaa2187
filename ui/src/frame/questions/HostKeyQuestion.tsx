/** Asks whether an SSH host key that was never seen belongs to the server. Where the server's website names another, it can't be trusted here. */
import { useState } from "react";

import type { Ask } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { type Fact, Facts } from "../../parts/Facts";
import { sameSshFingerprint } from "../../parts/fingerprint";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { Verdict } from "../../parts/Verdict";
import { hostKeyWords } from "../../text/questions";
import styles from "./Questions.module.css";

interface HostKeyQuestionProps {
  ask: Extract<Ask, { kind: "hostKey" }>;
  onAccept: () => void;
  onRefuse: () => void;
}

export function HostKeyQuestion({ ask, onAccept, onRefuse }: HostKeyQuestionProps) {
  const [given, setGiven] = useState("");
  const host = visibleText(ask.host);
  const agrees = ask.expected === null ? null : sameSshFingerprint(ask.expected, ask.fingerprint);
  const compared = given.trim() === "" ? null : sameSshFingerprint(given, ask.fingerprint);
  const blocked = agrees === false || compared === false;
  const facts: Fact[] = [
    { name: hostKeyWords.host, value: host },
    { name: hostKeyWords.keyType, value: visibleText(ask.keyType) },
    { name: hostKeyWords.fingerprint, value: visibleText(ask.fingerprint), mono: true },
  ];
  if (ask.expected !== null) facts.push({ name: hostKeyWords.expected, value: visibleText(ask.expected), mono: true });
  return (
    <Dialog
      title={hostKeyWords.title(host)}
      isOpen
      onClose={onRefuse}
      role="alertdialog"
      footer={
        <>
          <Button onPress={onRefuse} autoFocus>
            {hostKeyWords.refuse}
          </Button>
          <Button tone="primary" onPress={onAccept} reason={blocked ? hostKeyWords.blocked : null}>
            {hostKeyWords.accept}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{hostKeyWords.intro}</p>
        <Facts facts={facts} />
        {agrees === true && <Banner tone="success">{hostKeyWords.matches}</Banner>}
        {agrees === false && <Banner tone="danger">{hostKeyWords.differs}</Banner>}
        <TextField
          label={hostKeyWords.compare}
          description={hostKeyWords.compareHint}
          value={given}
          onChange={setGiven}
          mono
        />
        {compared !== null && (
          <Verdict is={compared ? "yes" : "no"}>
            {compared ? hostKeyWords.compareSame : hostKeyWords.compareOther}
          </Verdict>
        )}
      </div>
    </Dialog>
  );
}
