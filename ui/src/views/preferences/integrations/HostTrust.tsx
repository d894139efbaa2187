/** How a server's certificate is trusted, and how to change it: a file with an authority, or nobody but the operating system. */
import { usePickFile } from "../../../data/application";
import { useFaultViews } from "../../../data/faults";
import { useTrustCertificate } from "../../../data/hosts";
import { useNotices } from "../../../data/notices";
import type { Host, TrustChoice } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { ErrorState } from "../../../parts/ErrorState";
import { type Fact, Facts } from "../../../parts/Facts";
import { Fingerprint } from "../../../parts/Fingerprint";
import { visibleText } from "../../../parts/hostile";
import { trustPaneWords, trustSentence } from "../../../text/integrations";
import { trustWords } from "../../../text/questions";
import { Block } from "../PaneBody";
import styles from "./Integrations.module.css";

export function HostTrust({ host }: { host: Host }) {
  const trust = useTrustCertificate();
  const pick = usePickFile();
  const view = useFaultViews();
  const { notify } = useNotices();
  if (host.plainHttp) return null;
  const choose = (choice: TrustChoice) =>
    trust.mutate(
      { url: host.baseUrl, choice },
      { onSuccess: () => notify({ tone: "success", title: trustPaneWords.changed, text: trustPaneWords.changedText }) },
    );
  const facts: Fact[] = [{ name: trustPaneWords.current, value: visibleText(trustSentence(host.trust)) }];
  if (host.trust.kind !== "system")
    facts.push({ name: trustWords.sha256, value: <Fingerprint text={host.trust.sha256} />, mono: true });
  return (
    <Block title={trustPaneWords.title}>
      <Facts facts={facts} />
      {trust.error && <ErrorState {...view(trust.error)} inline />}
      <div className={styles.buttons}>
        <Button
          isPending={trust.isPending}
          onPress={() => pick(trustPaneWords.filePick, null, (path) => choose({ kind: "file", path }))}
        >
          {trustPaneWords.file}
        </Button>
        {host.trust.kind !== "system" && (
          <Button onPress={() => choose({ kind: "system" })}>{trustPaneWords.system}</Button>
        )}
      </div>
    </Block>
  );
}
