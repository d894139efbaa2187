/** What helps at a step: a sentence, and at the first red one the button that leads there. */
import { useOpenLink } from "../../../../data/application";
import { usePlaces } from "../../../../data/places";
import type { Patient, Remedy, StepResult } from "../../../../host/api.gen";
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
  patient: Patient;
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

type Acts = Pick<FixProps, "patient" | "onAgain" | "onCopy" | "onSignIn">;

/** What a button does; none where it would lead nowhere. */
function useRemedies({ onAgain, onCopy, onSignIn }: Acts) {
  const places = usePlaces();
  const openLink = useOpenLink();
  return (remedy: Remedy, action: RemedyAction): (() => void) | null => {
    const acts: Record<RemedyAction, (() => void) | null> = {
      proxySettings: () => places.showPreferences("network"),
      useAddress: remedy.kind === "useAddress" && remedy.url !== null ? connectWith(remedy.url) : null,
      judgeCertificate: remedy.kind === "judgeCertificate" ? judge(remedy.certificate) : null,
      copyReport: onCopy,
      openPage: remedy.kind === "openPage" ? () => openLink(remedy.url) : null,
      openKeysPage: remedy.kind === "addKey" ? () => openLink(remedy.url) : null,
      signIn: onSignIn ?? null,
    };
    return acts[action];
  };

  function connectWith(url: string) {
    return () => places.showPreferences("integrations", { host: "new", url });
  }

  function judge(certificate: Extract<Remedy, { kind: "judgeCertificate" }>["certificate"]) {
    return () =>
      places.judge({
        certificate,
        url: `https://${certificate.host}`,
        trusted: onAgain,
        refused: () => undefined,
      });
  }
}
