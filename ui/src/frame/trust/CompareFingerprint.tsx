/** A field to paste the fingerprint that the administrator gave: it is easier than comparing 64 characters by eye. */
import { useState } from "react";

import type { CertificateView } from "../../host/api.gen";
import { sameHexFingerprint } from "../../parts/fingerprint";
import { TextField } from "../../parts/TextField";
import { Verdict } from "../../parts/Verdict";
import { trustWords } from "../../text/questions";

interface CompareFingerprintProps {
  certificate: CertificateView;
  /** Null where nothing was pasted. */
  onVerdict: (same: boolean | null) => void;
}

export function CompareFingerprint({ certificate, onVerdict }: CompareFingerprintProps) {
  const [given, setGiven] = useState("");
  const verdict = compare(given, certificate);
  return (
    <>
      <TextField
        label={trustWords.compare}
        description={trustWords.compareHint}
        value={given}
        onChange={(text) => {
          setGiven(text);
          const next = compare(text, certificate);
          onVerdict(next === null ? null : next !== "other");
        }}
        mono
      />
      {verdict === "leaf" && <Verdict is="yes">{trustWords.compareSame}</Verdict>}
      {verdict === "authority" && <Verdict is="yes">{trustWords.compareAuthority}</Verdict>}
      {verdict === "other" && <Verdict is="no">{trustWords.compareOther}</Verdict>}
    </>
  );
}

function compare(given: string, { sha256, authority }: CertificateView): "leaf" | "authority" | "other" | null {
  if (given.trim() === "") return null;
  if (sameHexFingerprint(given, sha256)) return "leaf";
  return authority && sameHexFingerprint(given, authority.sha256) ? "authority" : "other";
}
