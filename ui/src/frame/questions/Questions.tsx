/** The question a job waits for: a dialog where trust is at stake, a bar for a passphrase or anything else. One at a time, oldest first. */
import { useAnswerQuestion, useQuestions } from "../../data/questions";
import { CertificateDialog } from "../trust/CertificateDialog";
import { HostKeyQuestion } from "./HostKeyQuestion";
import { OtherQuestion } from "./OtherQuestion";
import { PassphraseQuestion } from "./PassphraseQuestion";
import { SignInQuestion } from "./SignInQuestion";

export function Questions() {
  const [question] = useQuestions();
  const answer = useAnswerQuestion();
  if (!question) return null;
  const { id, ask } = question;
  const accept = () => answer(id, { kind: "accept" });
  const refuse = () => answer(id, { kind: "refuse" });
  const say = (text: string) => answer(id, { kind: "text", text });
  switch (ask.kind) {
    case "hostKey":
      return <HostKeyQuestion key={id} ask={ask} onAccept={accept} onRefuse={refuse} />;
    case "certificate":
      return (
        <CertificateDialog
          key={id}
          certificate={ask.certificate}
          url={`https://${ask.certificate.host}`}
          onTrusted={accept}
          onRefused={refuse}
        />
      );
    case "passphrase":
      return <PassphraseQuestion key={id} path={ask.key} onSay={say} onRefuse={refuse} />;
    case "signIn":
      return <SignInQuestion key={id} ask={ask} onSay={say} onRefuse={refuse} />;
    case "other":
      return <OtherQuestion key={id} text={ask.text} onSay={say} onRefuse={refuse} />;
  }
}
