/** Adds a remote to a repository: from its forks and relatives, any repository of a host, or an address. */
import { Link2, Server } from "lucide-react";
import { useState } from "react";

import { useRefs } from "../../data/history";
import { useHosts } from "../../data/hosts";
import { useAddRemote, useFetchRemote } from "../../data/remotes";
import { useRemoteAccounts } from "../../data/repositories";
import { useSettings } from "../../data/settings";
import type { HostRepository, RepositoryId } from "../../host/api.gen";
import { Dialog } from "../../parts/Dialog";
import { FormColumns } from "../../parts/FormColumn";
import { visibleText } from "../../parts/hostile";
import { Rail, type RailEntry } from "../../parts/Rail";
import { TextField } from "../../parts/TextField";
import { remoteWords as words } from "../../text/remotes";
import { KinPane } from "./KinPane";
import { planOf, type RemoteForm, suggestedName, type Target } from "./plan";
import { RemoteFields } from "./RemoteFields";

interface AddRemoteDialogProps {
  id: RepositoryId;
  onClose: () => void;
}

export function AddRemoteDialog({ id, onClose }: AddRemoteDialogProps) {
  const { data: hosts, isPending } = useHosts();
  const { data: remotes } = useRemoteAccounts(id);
  // Which list is in front depends on both.
  if (isPending || !remotes) return null;
  const accounts = (hosts ?? []).flatMap((host) => host.accounts.map((account) => ({ account, host })));
  const first = accounts.find(({ account }) => account.id === remotes[0]?.account) ?? accounts[0];
  return (
    <Dialog title={words.title} isOpen onClose={onClose} width="wide">
      <Content id={id} onClose={onClose} first={first?.account.id ?? "url"} />
    </Dialog>
  );
}

function Content({ id, onClose, first }: AddRemoteDialogProps & { first: string }) {
  const { cloneProtocol } = useSettings();
  const { data: hosts = [] } = useHosts();
  const { data: remotes = [] } = useRemoteAccounts(id);
  const taken = useRefs(id).data?.remotes.map(({ name }) => name) ?? [];
  const accounts = hosts.flatMap((host) => host.accounts.map((account) => ({ account, host })));
  const [source, setSource] = useState(first);
  const [repository, setRepository] = useState<HostRepository>();
  const [form, setForm] = useState<RemoteForm>({
    url: "",
    name: "",
    protocol: cloneProtocol,
    pushUrl: "",
    fetches: true,
  });
  const add = useAddRemote();
  const fetch = useFetchRemote();
  const account = accounts.find((one) => one.account.id === source)?.account;
  const target: Target = account ? { kind: "account", account: account.id, repository } : { kind: "url" };
  const plan = planOf(id, form, target, taken);
  const change = (changes: Partial<RemoteForm>) => {
    add.reset();
    setForm({ ...form, ...changes });
  };
  const choose = (next: HostRepository | undefined) => {
    setRepository(next);
    // The name belonged to another repository.
    change({ name: "" });
  };
  const go = () => {
    if (!plan.ready || add.isPending) return;
    const { name } = plan.request;
    add.mutate(plan.request, {
      onSuccess: () => {
        onClose();
        if (form.fetches) fetch(id, name);
      },
    });
  };
  const fault = add.error;
  const column = (
    <RemoteFields
      form={form}
      target={target}
      suggested={suggestedName(form, target, taken)}
      plan={plan}
      fault={fault}
      isPending={add.isPending}
      onChange={change}
      onAdd={go}
    />
  );
  const entries: RailEntry[] = [
    ...accounts.map(({ account: one, host }) => ({
      id: one.id,
      icon: Server,
      label: visibleText(host.name),
      description: visibleText(one.user.displayName),
      content: () => (
        <FormColumns>
          <KinPane
            account={one.id}
            own={remotes.find((remote) => remote.account === one.id)?.path ?? null}
            chosen={repository}
            onChoose={choose}
            onAct={go}
          />
          {column}
        </FormColumns>
      ),
    })),
    {
      id: "url",
      icon: Link2,
      label: words.url,
      content: () => (
        <FormColumns>
          <TextField
            label={words.urlLabel}
            description={words.urlHint}
            placeholder={words.urlExample}
            value={form.url}
            onChange={(url) => change({ url })}
            error={fault?.kind === "invalid" && fault.field === "url" ? visibleText(fault.why) : null}
            autoFocus
            mono
          />
          {column}
        </FormColumns>
      ),
    },
  ];
  return (
    <Rail
      label={words.sources}
      entries={entries}
      value={source}
      onChange={(next) => {
        setSource(next);
        choose(undefined);
      }}
    />
  );
}
