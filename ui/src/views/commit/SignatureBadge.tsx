/** Whether the signature of a commit is any good, who made it, and why it is doubted. */
import { type LucideIcon, ShieldAlert, ShieldCheck, ShieldQuestionMark, ShieldX, Signature } from "lucide-react";

import { useSignature } from "../../data/signatures";
import type { RepositoryId, SignatureVerdict } from "../../host/api.gen";
import { Badge, type Tone } from "../../parts/Badge";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { Hint } from "../../parts/Tooltip";
import { signatureWords, verdictHints } from "../../text/commit";

const looks: Record<SignatureVerdict, { icon: LucideIcon; tone: Tone }> = {
  none: { icon: Signature, tone: "neutral" },
  good: { icon: ShieldCheck, tone: "accent" },
  uncertified: { icon: ShieldQuestionMark, tone: "neutral" },
  expired: { icon: ShieldAlert, tone: "warn" },
  revoked: { icon: ShieldX, tone: "danger" },
  unknownKey: { icon: ShieldQuestionMark, tone: "neutral" },
  bad: { icon: ShieldX, tone: "danger" },
  unchecked: { icon: Signature, tone: "neutral" },
};

/** For a commit that carries a signature. */
export function SignatureBadge({ repository, commit }: { repository: RepositoryId; commit: string }) {
  const { data: check, error } = useSignature(repository, commit);
  if (!check) {
    const words = error ? verdictHints.unchecked : signatureWords.checking;
    return (
      <Hint text={words} label={`${signatureWords.signed}. ${words}`}>
        <Badge icon={Signature}>{signatureWords.signed}</Badge>
      </Hint>
    );
  }
  const { icon, tone } = looks[check.verdict];
  const hint = visibleText(signatureWords.hint(check));
  return (
    <Hint text={hint} label={`${visibleText(signatureWords.badge(check))}. ${hint}`}>
      <Badge icon={icon} tone={tone}>
        <HostileText text={signatureWords.badge(check)} />
      </Badge>
    </Hint>
  );
}
