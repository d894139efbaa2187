/** The profile's default key, how keys are chosen, and the keys there are. */
import { Copy, KeyRound } from "lucide-react";
import { useState } from "react";

import { useCopyText } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { useChooseSshKey, useGenerateSshKey, useSshKeys } from "../../data/keys";
import { useNotices, useReport } from "../../data/notices";
import { useActiveProfile } from "../../data/profiles";
import type { SshKey } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { FieldEnd, Fields } from "../../parts/Field";
import { HostileText } from "../../parts/HostileText";
import { SecretField } from "../../parts/SecretField";
import { Select } from "../../parts/Select";
import { sectionNames, sshPaneWords } from "../../text/preferences";
import { Block, PaneBody } from "./PaneBody";
import { keyChoices } from "./keyChoices";
import styles from "./SshPane.module.css";

export function SshPane() {
  const { ssh } = useActiveProfile();
  const { data: keys = [] } = useSshKeys();
  const choose = useChooseSshKey();
  const report = useReport();
  return (
    <PaneBody title={sectionNames.ssh} intro={sshPaneWords.intro}>
      <Block title={sshPaneWords.precedence}>
        <ol className={styles.order}>
          <li>{sshPaneWords.host}</li>
          <li>{sshPaneWords.profile}</li>
          <li>{sshPaneWords.agent}</li>
        </ol>
      </Block>
      <Fields labels="left">
        <Select
          label={sshPaneWords.default}
          description={sshPaneWords.agentText}
          choices={[{ id: "", label: sshPaneWords.agentChoice }, ...keyChoices(keys, ssh)]}
          value={ssh.kind === "key" ? ssh.path : ""}
          onChange={(path) =>
            choose.mutate(
              { scope: { kind: "profile" }, choice: path === "" ? { kind: "agent" } : { kind: "key", path } },
              { onError: report },
            )
          }
        />
      </Fields>
      <Keys />
      <Generate />
    </PaneBody>
  );
}

function Keys() {
  const { data: keys = [], error, refetch } = useSshKeys();
  const view = useFaultViews();
  if (error) return <ErrorState {...view(error, () => void refetch())} inline />;
  return (
    <Block title={sshPaneWords.keys}>
      {keys.length === 0 ? (
        <EmptyState icon={KeyRound} title={sshPaneWords.noKeys}>
          {sshPaneWords.noKeysText}
        </EmptyState>
      ) : (
        <ul className={styles.keys}>
          {keys.map((key) => (
            <KeyRow key={key.path} sshKey={key} />
          ))}
        </ul>
      )}
    </Block>
  );
}

function KeyRow({ sshKey }: { sshKey: SshKey }) {
  const copy = useCopyText();
  const { notify } = useNotices();
  return (
    <li className={styles.key}>
      <KeyRound size="1.8rem" aria-hidden />
      <div className={styles.words}>
        <strong>
          <HostileText text={sshKey.path} />
        </strong>
        <span className={styles.dim}>
          <HostileText text={`${sshKey.algorithm} · ${sshKey.comment}`} />
        </span>
        <code className={styles.print}>{sshKey.fingerprint}</code>
      </div>
      {sshKey.encrypted !== null && <Badge>{sshKey.encrypted ? sshPaneWords.encrypted : sshPaneWords.plain}</Badge>}
      <Button
        size="small"
        icon={Copy}
        onPress={() => {
          copy(sshKey.publicKey);
          notify({ tone: "success", title: sshPaneWords.copied, text: sshKey.path });
        }}
      >
        {sshPaneWords.copyPublic}
      </Button>
    </li>
  );
}

function Generate() {
  const [passphrase, setPassphrase] = useState("");
  const generate = useGenerateSshKey();
  const view = useFaultViews();
  const { notify } = useNotices();
  const go = () =>
    void generate.run({ host: null, passphrase: passphrase === "" ? null : passphrase, comment: null }, () => {
      setPassphrase("");
      notify({ tone: "success", title: sshPaneWords.generated, text: sshPaneWords.generatedText });
    });
  return (
    <Block title={sshPaneWords.newKey}>
      <Fields labels="left">
        <SecretField
          label={sshPaneWords.passphrase}
          description={sshPaneWords.passphraseHint}
          value={passphrase}
          onChange={setPassphrase}
        />
        {generate.error && <ErrorState {...view(generate.error, go)} inline />}
        <FieldEnd>
          <Button icon={KeyRound} onPress={go} isPending={generate.isPending}>
            {sshPaneWords.generate}
          </Button>
        </FieldEnd>
      </Fields>
    </Block>
  );
}
