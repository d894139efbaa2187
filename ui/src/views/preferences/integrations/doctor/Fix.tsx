/** The first red step, in sight above all steps: what was found, what helps, and the button that leads there. */
import { useOpenLink } from "../../../../data/application";
import { usePlaces } from "../../../../data/places";
import type { ExaminationStep, Remedy } from "../../../../host/api.gen";
import { Banner } from "../../../../parts/Banner";
import { Button } from "../../../../parts/Button";
import { HostileText } from "../../../../parts/HostileText";
import { doctorWords } from "../../../../text/doctor";
import { findingWords } from "../../../../text/findings";
import { type RemedyAction, remedyLabels, remedyWords } from "../../../../text/remedies";

interface FixProps {
  step: ExaminationStep;
  onAgain: () => void;
  onCopy: () => void;
  onSignIn?: () => void;
}

export function Fix({ step: { part, result, finding, remedy }, ...acts }: FixProps) {
  const act = useRemedies(acts);
  const helps = remedy && remedyWords(remedy);
  const onPress = remedy && helps?.action ? act(remedy, helps.action) : null;
  const isBroken = result === "broken";
  return (
    <Banner
      tone={isBroken ? "danger" : "warn"}
      title={isBroken ? doctorWords.broken(part) : doctorWords.works(part)}
      actions={
        helps?.action &&
        onPress && (
          <Button size="small" onPress={onPress}>
            {remedyLabels[helps.action]}
          </Button>
        )
      }
    >
      <HostileText text={[findingWords(finding), helps?.sentence].filter(Boolean).join(" ")} />
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
