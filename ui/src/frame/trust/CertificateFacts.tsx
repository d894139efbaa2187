/** What a certificate says about itself. Every word of it is a stranger's. */
import type { CertificateView } from "../../host/api.gen";
import { type Fact, Facts } from "../../parts/Facts";
import { Fingerprint } from "../../parts/Fingerprint";
import { HostileText } from "../../parts/HostileText";
import { ExactTime } from "../../parts/RelativeTime";
import { trustWords } from "../../text/questions";

export function CertificateFacts({ certificate }: { certificate: CertificateView }) {
  const { authority } = certificate;
  const facts: Fact[] = [
    { name: trustWords.subject, value: <HostileText text={certificate.subject} /> },
    { name: trustWords.names, value: <HostileText text={certificate.names.join(", ")} /> },
    { name: trustWords.issuer, value: <HostileText text={certificate.issuer} /> },
    {
      name: trustWords.valid,
      value: (
        <>
          <ExactTime time={certificate.notBefore} /> {trustWords.until} <ExactTime time={certificate.notAfter} />
        </>
      ),
    },
    { name: trustWords.sha256, value: <Fingerprint text={certificate.sha256} />, mono: true },
  ];
  if (authority) {
    facts.push({ name: trustWords.chain, value: <HostileText text={authority.name} /> });
    facts.push({ name: trustWords.authoritySha, value: <Fingerprint text={authority.sha256} />, mono: true });
  } else {
    facts.push({ name: trustWords.chain, value: trustWords.noAuthority });
  }
  return <Facts facts={facts} />;
}
