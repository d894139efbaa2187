/** Who commits in the repositories of one server. */
import { useState } from "react";

import { useSetIdentityRule } from "../../data/commit_helps";
import { useFaultViews } from "../../data/faults";
import type { Host } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { ErrorState } from "../../parts/ErrorState";
import { FieldEnd, Fields } from "../../parts/Field";
import { TextField } from "../../parts/TextField";
import { identityRuleWords } from "../../text/identity";

export function IdentityRuleForm({ host }: { host: Host }) {
  const user = host.accounts[0]?.user;
  const { author, signingKey } = host.identity ?? { author: { name: "", email: "" }, signingKey: null };
  const [name, setName] = useState(author.name);
  const [email, setEmail] = useState(author.email);
  const [key, setKey] = useState(signingKey ?? "");
  const act = useSetIdentityRule();
  const view = useFaultViews();
  const isChanged = name !== author.name || email !== author.email || key !== (signingKey ?? "");
  const isWhole = name.trim() !== "" && email.trim() !== "";
  const save = () => {
    const rule = { author: { name, email }, signingKey: key.trim() === "" ? null : key.trim() };
    if (isWhole) act.mutate({ host: host.id, rule });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Fields labels="left">
        <TextField
          label={identityRuleWords.name}
          placeholder={user?.displayName ?? ""}
          value={name}
          onChange={setName}
        />
        <TextField
          label={identityRuleWords.email}
          placeholder={user?.email ?? ""}
          type="email"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={identityRuleWords.key}
          description={identityRuleWords.keyHint}
          mono
          value={key}
          onChange={setKey}
        />
        {act.error && <ErrorState {...view(act.error)} inline />}
        {(isChanged || host.identity) && (
          <FieldEnd>
            {isChanged && (
              <Button type="submit" tone="primary" isDisabled={!isWhole} isPending={act.isPending}>
                {identityRuleWords.save}
              </Button>
            )}
            {host.identity && (
              <Button isPending={act.isPending} onPress={() => act.mutate({ host: host.id, rule: null })}>
                {identityRuleWords.remove}
              </Button>
            )}
          </FieldEnd>
        )}
      </Fields>
    </form>
  );
}
