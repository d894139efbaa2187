/** The clone dialog: from a URL or from a connected host, to where, how much of it. */
import { Link2, Plug, Server } from "lucide-react";
import { useState } from "react";

import { useHosts } from "../../data/hosts";
import { useCloneRepository } from "../../data/jobs";
import { usePlaces } from "../../data/places";
import { useSettings } from "../../data/settings";
import type { HostId, HostRepository, JobId } from "../../host/api.gen";
import { Dialog } from "../../parts/Dialog";
import { FormColumns } from "../../parts/FormColumn";
import { visibleText } from "../../parts/hostile";
import { Rail, type RailEntry } from "../../parts/Rail";
import { cloneWords as words } from "../../text/clone";
import { seenWords } from "../../text/seen";
import { CloneFormColumn } from "./CloneFormColumn";
import { HostPane } from "./HostPane";
import { type CloneForm, type Origin, planOf } from "./plan";
import { SignInPane } from "./SignInPane";
import { UrlPane } from "./UrlPane";

export interface CloneDialogProps {
  isOpen: boolean;
  /** The address to begin with; empty: it begins with a host. */
  url: string;
  onClose: () => void;
  /** The person wants to connect a host. */
  onConnect: () => void;
  onStarted: (job: JobId) => void;
}

export function CloneDialog({ isOpen, url, onClose, onConnect, onStarted }: CloneDialogProps) {
  return (
    <Dialog title={words.title} isOpen={isOpen} onClose={onClose} width="wide">
      <Content key={url} url={url} onClose={onClose} onConnect={onConnect} onStarted={onStarted} />
    </Dialog>
  );
}

function Content({ url, onClose, onConnect, onStarted }: Omit<CloneDialogProps, "isOpen">) {
  const { cloneFolder, cloneProtocol } = useSettings();
  const { data: hosts = [] } = useHosts();
  const places = usePlaces();
  const clone = useCloneRepository();
  const accounts = hosts.flatMap((host) => host.accounts.map((account) => ({ account, host })));
  const [chosen, setChosen] = useState(url === "" ? undefined : "url");
  const [repository, setRepository] = useState<HostRepository>();
  const [form, setForm] = useState<CloneForm>({
    url,
    folder: cloneFolder,
    name: "",
    protocol: cloneProtocol,
    branch: "",
    history: "whole",
    depth: "50",
    submodules: false,
  });
  const source = chosen ?? accounts[0]?.account.id ?? "url";
  const from = accounts.find((one) => one.account.id === source);
  const account = from?.account;
  const silent = from?.host.health.kind === "offline" ? visibleText(from.host.name) : undefined;
  const origin: Origin = account ? { kind: "account", account: account.id, repository } : { kind: "url" };
  const plan = planOf(form, origin);

  const change = (changes: Partial<CloneForm>) => {
    clone.reset();
    setForm({ ...form, ...changes });
  };
  const chooseSource = (id: string) => {
    setChosen(id);
    setRepository(undefined);
    change({ name: "", branch: "" });
  };
  const chooseRepository = (next: HostRepository) => {
    setRepository(next);
    // Name and branch belonged to another repository.
    change({ name: "", branch: "" });
  };
  const start = () => {
    if (plan.ready && !clone.isPending) clone.mutate(plan.request, { onSuccess: onStarted });
  };
  const signIn = (host: HostId) => {
    onClose();
    places.showPreferences("integrations", { host });
  };
  const column = (
    <CloneFormColumn
      form={form}
      origin={origin}
      plan={plan}
      clone={clone}
      warning={silent === undefined ? undefined : seenWords.cloneNeedsNetwork(silent)}
      onChange={change}
      onStart={start}
    />
  );
  const entries: RailEntry[] = [
    {
      id: "url",
      icon: Link2,
      label: words.url,
      content: () => (
        <FormColumns>
          <UrlPane
            url={form.url}
            fault={clone.error}
            onChange={(url) => change({ url })}
            onStart={start}
            onSignIn={signIn}
          />
          {column}
        </FormColumns>
      ),
    },
    ...accounts.map(({ account: one, host }) => ({
      id: one.id,
      icon: Server,
      label: visibleText(host.name),
      description: visibleText(one.user.displayName),
      content: () => (
        <FormColumns>
          <HostPane account={one.id} chosen={repository} onChoose={chooseRepository} />
          {column}
        </FormColumns>
      ),
    })),
    ...hosts
      .filter(({ accounts: none }) => none.length === 0)
      .map((host) => ({
        id: host.id,
        icon: Server,
        label: visibleText(host.name),
        description: words.notSignedIn,
        content: () => <SignInPane host={host} onSignIn={() => signIn(host.id)} />,
      })),
  ];
  return (
    <Rail
      label={words.sources}
      entries={entries}
      value={source}
      onChange={chooseSource}
      end={{ icon: Plug, label: words.connect, onPress: onConnect }}
    />
  );
}
