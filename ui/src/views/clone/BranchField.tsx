/** Which branch to check out: the host's own list for a hosted repository, free text for a URL. Empty is the default branch. */
import { useState } from "react";

import { useHostBranches } from "../../data/host_repositories";
import type { HostRepository } from "../../host/api.gen";
import { useNow } from "../../parts/clock";
import { ComboBox } from "../../parts/ComboBox";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { age } from "../../parts/RelativeTime";
import { cloneWords as words } from "../../text/clone";
import { describeFault } from "../../text/faults";
import { seenWords } from "../../text/seen";
import { keyOfRepository } from "./scopes";
import type { Origin } from "./plan";

interface BranchFieldProps {
  origin: Origin;
  value: string;
  error: string | null;
  onChange: (branch: string) => void;
}

export function BranchField({ origin, value, error, onChange }: BranchFieldProps) {
  if (origin.kind === "account" && origin.repository) {
    const { account, repository } = origin;
    return (
      <HostBranches
        key={keyOfRepository(repository)}
        account={account}
        repository={repository}
        value={value}
        error={error}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      label={words.branch}
      placeholder={words.defaultBranch}
      value={value}
      onChange={onChange}
      error={error}
      isDisabled={origin.kind === "account"}
    />
  );
}

interface HostBranchesProps extends Omit<BranchFieldProps, "origin"> {
  account: string;
  repository: HostRepository;
}

function HostBranches({ account, repository, value, error, onChange }: HostBranchesProps) {
  // After a choice the whole list is offered again, not only what is called like the chosen one.
  const [sought, setSought] = useState("");
  const asked = useHostBranches(account, repository.path, sought);
  const branches = asked.data?.items ?? [];
  const now = useNow();
  const seen = asked.sight?.seen;
  const isEmpty = asked.data?.items.length === 0 && sought === "";
  return (
    <ComboBox
      label={words.branch}
      placeholder={words.defaultBranch}
      value={value}
      choices={branches.map(({ name, default: first }) => ({
        id: name,
        label: first ? words.branchNamed(visibleText(name)) : visibleText(name),
      }))}
      onChange={(text) => {
        setSought(text);
        onChange(text);
      }}
      onChoose={(name) => {
        setSought("");
        onChange(name);
      }}
      empty={asked.isWaiting ? words.branchesLoading : isEmpty ? words.emptyRepository : words.noBranches}
      error={error ?? (asked.fault ? visibleText(describeFault(asked.fault).title) : null)}
      description={seen?.because ? seenWords.branches(age(Date.parse(seen.at), now, seenWords.justNow)) : null}
    />
  );
}
