/** What helps at a step: a sentence, and at the first red one the button that leads there. */
import { useOpenLink } from "../../../../data/application";
import { usePlaces } from "../../../../data/places";
import type { Remedy, StepResult } from "../../../../host/api.gen";
import { Banner } from "../../../../parts/Banner";
import { Button } from "../../../../parts/Button";
import { visibleText } from "../../../../parts/hostile";
import { type RemedyAction, remedyLabels, remedyWords } from "../../../../text/remedies";
import styles from "./ConnectionDoctor.module.css";

interface FixProps {
  remedy: Remedy;
  result: StepResult;
  /** The first red step of all: its fix stands out. */
  isFirst: boolean;
  onAgain: () => void;
  onCopy: () => void;
  onSignIn?: () => void;
}

export function Fix({ remedy, result, isFirst, ...acts }: FixProps) {
  const { sentence, action } = remedyWords(remedy);
  const act = useRemedies(acts);
  const onPress = action && act(remedy, action);
  if (!isFirst) return <p className={styles.dim}>{visibleText(sentence)}</p>;
  return (
    <Banner
      tone={result === "broken" ? "danger" : "warn"}
      actions={
        onPress && (
          <Button size="small" onPress={onPress}>
            {remedyLabels[action]}
          </Button>
        )
      }
    >
      {visibleText(sentence)}
    </Banner>
  );
}

type Acts = Pick<FixProps, "onAgain" | "onCopy" | "onSignIn">;

/** What a remedy's button does; none where it would lead nowhere. */
function useRemedies({ onAgain, onCopy, onSignIn }: Acts) {
  const places = usePlaces();
  const openLink = useOpenLink();
  return (remedy: Remedy, action: RemedyAction): (() => void) | null => {
    if (action === "copyReport") return onCopy;
    switch (remedy.kind) {
      case "checkProxy":
        return () => places.showPreferences("network");
      case "useAddress": {
        const { url } = remedy;
        return url === null ? null : () => places.showPreferences("integrations", { host: "new", url });
      }
      case "judgeCertificate": {
        const { certificate } = remedy;
        const url = `https://${certificate.host}`;
        return () => places.judge({ certificate, url, trusted: onAgain, refused: () => undefined });
      }
      case "openPage":
      case "addKey":
        return () => openLink(remedy.url);
      case "signIn":
      case "askForRights":
        return onSignIn ?? null;
      default:
        return null;
    }
  };
}
