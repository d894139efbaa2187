/** Makes a repository: on this computer only, or on a host. */
import { type ReactNode, useState } from "react";

import { useHosts } from "../../data/hosts";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Fields } from "../../parts/Field";
import { visibleText } from "../../parts/hostile";
import { Select } from "../../parts/Select";
import { createWords as words } from "../../text/create";
import { HostForm } from "./HostForm";
import { LocalForm } from "./LocalForm";

export interface FrameProps {
  /** Why the button can't be pressed. */
  missing: string | null;
  isPending: boolean;
  onGo: () => void;
  children: ReactNode;
}

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { data, isPending: isAsking } = useHosts();
  const accounts = (data ?? []).flatMap((host) => host.accounts.map((account) => ({ account, host })));
  const [chosen, setChosen] = useState<string>();
  const home = chosen ?? accounts[0]?.account.id ?? "here";
  const account = accounts.find((one) => one.account.id === home)?.account;
  const choices = [
    ...accounts.map(({ account: { id, user }, host }) => ({
      id,
      label: words.onHost(visibleText(host.name), visibleText(user.displayName)),
    })),
    { id: "here", label: words.here },
  ];
  const frame = ({ missing, isPending, onGo, children }: FrameProps) => (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{isPending ? words.close : words.cancel}</Button>
          <Button tone="primary" onPress={onGo} reason={missing} isPending={isPending}>
            {words.create}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === null && !isPending) onGo();
        }}
      >
        <Fields>
          {accounts.length > 0 && <Select label={words.home} choices={choices} value={home} onChange={setChosen} />}
          {children}
          <button type="submit" hidden />
        </Fields>
      </form>
    </Dialog>
  );
  // Which form it is depends on the hosts: nobody is to type into one that goes again.
  if (isAsking) return null;
  return account ? (
    <HostForm key={account.id} account={account} frame={frame} onClose={onClose} />
  ) : (
    <LocalForm frame={frame} onClose={onClose} />
  );
}
