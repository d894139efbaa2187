/** What was found behind the address, before anything is saved. Without encryption the person must decide. */
import { LockOpen } from "lucide-react";

import type { HostProbe } from "../../../host/api.gen";
import { Badge } from "../../../parts/Badge";
import { Banner } from "../../../parts/Banner";
import { Checkbox } from "../../../parts/Checkbox";
import { type Fact, Facts } from "../../../parts/Facts";
import { visibleText } from "../../../parts/hostile";
import { Verdict } from "../../../parts/Verdict";
import { hostStepWords, integrationWords } from "../../../text/integrations";
import styles from "./Integrations.module.css";

interface ProbeResultProps {
  probe: HostProbe;
  plainAccepted: boolean;
  onPlainAccepted: (accepted: boolean) => void;
}

export function ProbeResult({ probe, plainAccepted, onPlainAccepted }: ProbeResultProps) {
  const facts: Fact[] = [
    { name: hostStepWords.name, value: visibleText(probe.displayName) },
    { name: hostStepWords.version, value: visibleText(probe.version) },
    { name: hostStepWords.address, value: visibleText(probe.baseUrl), mono: true },
    { name: hostStepWords.reachable, value: <Verdict is="yes">{hostStepWords.reachableYes}</Verdict> },
    {
      name: hostStepWords.certificate,
      value: probe.plainHttp ? (
        <Badge tone="danger" icon={LockOpen}>
          {integrationWords.notEncrypted}
        </Badge>
      ) : (
        <Verdict is="yes">{hostStepWords.certificateFine}</Verdict>
      ),
    },
  ];
  return (
    <div className={styles.card}>
      <Facts facts={facts} />
      {probe.singleSignOn && <Banner tone="info">{hostStepWords.singleSignOn}</Banner>}
      {probe.known && <Banner tone="info">{hostStepWords.known}</Banner>}
      {probe.plainHttp && (
        <Banner
          tone="danger"
          title={hostStepWords.plainTitle}
          actions={
            <Checkbox isSelected={plainAccepted} onChange={onPlainAccepted}>
              {hostStepWords.plainAccept}
            </Checkbox>
          }
        >
          {hostStepWords.plainText}
        </Banner>
      )}
    </div>
  );
}
