/** Lets the person judge a certificate that nobody vouches for: its facts, a comparison, and how far the trust goes. No "proceed anyway". */
import { useState } from "react";

import { usePickFile } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { useTrustCertificate } from "../../data/hosts";
import type { CertificateView, TrustChoice } from "../../host/api.gen";
import { Banner } from "../../parts/Banner";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { RadioGroup } from "../../parts/RadioGroup";
import type { Choice } from "../../parts/Select";
import { distrustSentences } from "../../text/faults";
import { trustWords } from "../../text/questions";
import { CertificateFacts } from "./CertificateFacts";
import { CompareFingerprint } from "./CompareFingerprint";
import styles from "../questions/Questions.module.css";

interface CertificateDialogProps {
  certificate: CertificateView;
  url: string;
  onTrusted: () => void;
  onRefused: () => void;
}

type Way = TrustChoice["kind"];

export function CertificateDialog({ certificate, url, onTrusted, onRefused }: CertificateDialogProps) {
  const { authority } = certificate;
  const [way, setWay] = useState<Way | null>(null);
  const [differs, setDiffers] = useState(false);
  const pickFile = usePickFile();
  const trust = useTrustCertificate();
  const view = useFaultViews();
  const host = visibleText(certificate.host);
  const choose = (choice: TrustChoice) => trust.mutate({ url, choice }, { onSuccess: onTrusted });
  const go = () => {
    if (way === "pin") choose({ kind: "pin", sha256: certificate.sha256 });
    else if (way === "authority" && authority) choose({ kind: "authority", sha256: authority.sha256 });
    else if (way === "file") pickFile(trustWords.pickFile, null, (path) => choose({ kind: "file", path }));
  };
  const ways: Choice<Way>[] = [
    ...(authority
      ? [{ id: "authority" as const, label: trustWords.authority, description: trustWords.authorityText }]
      : []),
    { id: "pin", label: trustWords.pin, description: trustWords.pinText },
    { id: "file", label: trustWords.file, description: trustWords.fileText },
  ];
  return (
    <Dialog
      title={trustWords.title(host)}
      isOpen
      onClose={onRefused}
      role="alertdialog"
      footer={
        <>
          <Button onPress={onRefused} autoFocus>
            {trustWords.refuse}
          </Button>
          <Button
            tone="primary"
            onPress={go}
            isPending={trust.isPending}
            reason={way === null ? trustWords.chooseFirst : differs && way !== "file" ? trustWords.blocked : null}
          >
            {trustWords.trust}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <Banner tone="warn">{distrustSentences[certificate.why]}</Banner>
        <p>{trustWords.intro}</p>
        <CertificateFacts certificate={certificate} />
        <CompareFingerprint certificate={certificate} onVerdict={(same) => setDiffers(same === false)} />
        <RadioGroup
          label={trustWords.how}
          description={trustWords.onlyThisHost}
          choices={ways}
          value={way}
          onChange={setWay}
        />
        {trust.error && <ErrorState {...view(trust.error)} inline />}
      </div>
    </Dialog>
  );
}
