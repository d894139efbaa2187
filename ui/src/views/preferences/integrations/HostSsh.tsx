/** Which SSH key a server gets: the precedence spelled out, a choice, a fresh key on the clipboard, and the way to add it over there. */
import { KeyRound } from "lucide-react";
import { useState } from "react";

import { useFaultViews } from "../../../data/faults";
import { useChooseSshKey, useGenerateSshKey, useSshKeys } from "../../../data/keys";
import { useNotices, useReport } from "../../../data/notices";
import { useActiveProfile } from "../../../data/profiles";
import type { Host, SshChoice } from "../../../host/api.gen";
import { Button } from "../../../parts/Button";
import { ErrorState } from "../../../parts/ErrorState";
import { Fields } from "../../../parts/Field";
import { visibleText } from "../../../parts/hostile";
import { SecretField } from "../../../parts/SecretField";
import { Select } from "../../../parts/Select";
import { hostSshWords } from "../../../text/integrations";
import { keyChoices } from "../keyChoices";
import { Block } from "../PaneBody";
import { AddKeyThere } from "./AddKeyThere";
import styles from "./Integrations.module.css";
import { useAddKeyThere } from "./useAddKeyThere";

export function HostSsh({ host }: { host: Host }) {
  const { data: keys = [] } = useSshKeys();
  const choose = useChooseSshKey();
  const report = useReport();
  const { ssh } = host;
  const value = ssh === null ? "profile" : ssh.kind === "agent" ? "agent" : ssh.path;
  const profile = useActiveProfile();
  const used = ssh ?? profile.ssh;
  const usedKey = used.kind === "key" ? keys.find(({ path }) => path === used.path) : undefined;
  const change = (id: string) => {
    const choices: Record<string, SshChoice | null> = { profile: null, agent: { kind: "agent" } };
    const choice = id in choices ? choices[id] : ({ kind: "key", path: id } as const);
    choose.mutate({ scope: { kind: "host", host: host.id }, choice }, { onError: report });
  };
  return (
    <Block title={hostSshWords.title}>
      <p className={styles.dim}>{hostSshWords.intro}</p>
      <Precedence host={host} />
      <Fields>
        <Select
          label={hostSshWords.choose}
          choices={[
            { id: "profile", label: hostSshWords.asProfile },
            { id: "agent", label: hostSshWords.agentChoice },
            ...keyChoices(keys, ssh),
          ]}
          value={value}
          onChange={change}
        />
      </Fields>
      {usedKey && <AddKeyThere host={host} sshKey={usedKey} />}
      <GenerateKey host={host} />
    </Block>
  );
}

function Precedence({ host }: { host: Host }) {
  const profile = useActiveProfile();
  const nameOf = (choice: SshChoice | null) =>
    choice?.kind === "key" ? visibleText(choice.path) : choice ? hostSshWords.agentChoice : hostSshWords.none;
  const used = host.ssh !== null ? (host.ssh.kind === "key" ? 0 : 2) : profile.ssh.kind === "key" ? 1 : 2;
  const steps = [
    { name: hostSshWords.host, value: nameOf(host.ssh) },
    { name: hostSshWords.profile, value: profile.ssh.kind === "key" ? nameOf(profile.ssh) : hostSshWords.none },
    { name: hostSshWords.agent, value: "" },
  ];
  return (
    <ol className={styles.precedence}>
      {steps.map(({ name, value }, index) => (
        <li key={name} data-used={index === used || undefined}>
          <span>{name}</span>
          <span className={styles.dim}>{value}</span>
          {index === used && <strong className={styles.used}>{hostSshWords.inUse}</strong>}
        </li>
      ))}
    </ol>
  );
}

function GenerateKey({ host }: { host: Host }) {
  const [passphrase, setPassphrase] = useState("");
  const generate = useGenerateSshKey();
  const view = useFaultViews();
  const { notify } = useNotices();
  const there = useAddKeyThere(host);
  const go = () =>
    void generate.run({ host: host.id, passphrase: passphrase === "" ? null : passphrase, comment: null }, (key) => {
      setPassphrase("");
      notify({
        id: `ssh key ${host.id}`,
        tone: "success",
        held: true,
        title: hostSshWords.generatedTitle,
        text: hostSshWords.generatedText(visibleText(host.name)),
        actions: there.actions(key.path),
      });
    });
  return (
    <Fields>
      <SecretField
        label={hostSshWords.passphrase}
        description={hostSshWords.passphraseHint}
        value={passphrase}
        onChange={setPassphrase}
      />
      {generate.error && <ErrorState {...view(generate.error, go)} inline />}
      <div>
        <Button icon={KeyRound} onPress={go} isPending={generate.isPending}>
          {hostSshWords.generate}
        </Button>
      </div>
    </Fields>
  );
}
