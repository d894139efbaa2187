/** Forks a repository on its host; for one that is a fork itself it says how that stands to its origin. */
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import { useFork } from "../../data/forks";
import { useRefs } from "../../data/history";
import { useHostRepository } from "../../data/host_places";
import { useHomes } from "../../data/host_repositories";
import { useHosts } from "../../data/hosts";
import { type ForkPlace, type HostPlace, usePlaces } from "../../data/places";
import { useRepository } from "../../data/repositories";
import { useSettings } from "../../data/settings";
import { useMayNotAdminister } from "../../data/webhooks";
import type { Account, HostRepository, RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Checkbox";
import { Dialog } from "../../parts/Dialog";
import { ErrorState } from "../../parts/ErrorState";
import { FieldPairs, Fields } from "../../parts/Field";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { PickField } from "../../parts/PickField";
import { QuietText } from "../../parts/QuietText";
import { TextField } from "../../parts/TextField";
import { forkWords as words } from "../../text/forks";
import styles from "./ForkDialog.module.css";
import { ForkOrigin } from "./ForkOrigin";
import { type ForkForm, planOf, suggestedRemote } from "./plan";

interface ForkDialogProps {
  place: ForkPlace;
  onClose: () => void;
}

export function ForkDialog({ place, onClose }: ForkDialogProps) {
  const { account: id, repository, clone } = place;
  const at = { account: id, repository };
  const { data: hosts } = useHosts();
  const account = hosts?.flatMap(({ accounts }) => accounts).find((one) => one.id === id);
  const asked = useHostRepository(at);
  const faults = useFaultViews();
  const path = visibleText(`${repository.project}/${repository.slug}`);
  if (!account || !asked.data) {
    return (
      <Dialog title={words.title(path)} isOpen onClose={onClose}>
        {asked.error ? (
          <ErrorState {...faults(asked.error, () => void asked.refetch())} />
        ) : (
          <LoadingState label={words.loading} />
        )}
      </Dialog>
    );
  }
  return <Form place={at} clone={clone} account={account} repository={asked.data} path={path} onClose={onClose} />;
}

interface FormProps {
  place: HostPlace;
  /** The clone here. */
  clone: RepositoryId | null;
  account: Account;
  repository: HostRepository;
  /** Of the repository, to be shown. */
  path: string;
  onClose: () => void;
}

function Form({ place, clone: here, account, repository, path, onClose }: FormProps) {
  // Having the server do something with a fork takes the right to administer it, for the token as well.
  const mayNotFollow = useMayNotAdminister()(account.id);
  const [form, setForm] = useState<ForkForm>({
    project: "",
    name: "",
    follows: !mayNotFollow,
    addsRemote: true,
    remote: "",
    clones: true,
  });
  const places = usePlaces();
  const { cloneProtocol } = useSettings();
  const homes = useHomes(account);
  const clone = useClone(here);
  const view = useFaultViews();
  const { fork, fault, forget, isWorking } = useFork();
  const plan = planOf(place, account.user.name, form, clone, here !== null && !clone ? undefined : repository);
  const change = (changes: Partial<ForkForm>) => {
    if (fault) forget();
    setForm({ ...form, ...changes });
  };
  const isOfTheName = fault?.kind === "invalid" && fault.field === "name";
  const go = () => {
    if (!plan.ready || isWorking) return;
    fork(plan.fork, (made) => {
      onClose();
      if (here !== null || !form.clones) return;
      const url = made.cloneUrls.find(({ protocol }) => protocol === cloneProtocol) ?? made.cloneUrls[0];
      if (url) places.showClone(true, url.url);
    });
  };
  return (
    <Dialog
      title={words.title(path)}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{isWorking ? words.close : words.cancel}</Button>
          <Button tone="primary" onPress={go} reason={plan.ready ? null : plan.missing} isPending={isWorking}>
            {words.act}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Fields>
          {(repository.forkedFrom || repository.originHidden) && <ForkOrigin place={place} repository={repository} />}
          <QuietText>{words.intro}</QuietText>
          <FieldPairs>
            <PickField
              label={words.project}
              choices={homes.choices}
              value={form.project}
              onChange={(project) => change({ project })}
              empty={homes.isPending ? words.projectsLoading : words.noProject}
              description={form.project ? words.projectHint : null}
            />
            <TextField
              label={words.name}
              value={form.name}
              onChange={(name) => change({ name })}
              placeholder={visibleText(repository.name)}
              autoFocus
              error={isOfTheName ? visibleText(fault.why) : null}
            />
          </FieldPairs>
          <Checkbox
            isSelected={form.follows}
            isDisabled={mayNotFollow}
            onChange={(follows) => change({ follows })}
            description={mayNotFollow ? words.followsDenied : words.followsHint}
          >
            {words.follows(path)}
          </Checkbox>
          {clone ? (
            <div className={styles.remote}>
              <Checkbox isSelected={form.addsRemote} onChange={(addsRemote) => change({ addsRemote })}>
                {words.addRemote(visibleText(clone.name))}
              </Checkbox>
              {form.addsRemote && (
                <TextField
                  label={words.remote}
                  value={form.remote}
                  onChange={(remote) => change({ remote })}
                  placeholder={suggestedRemote(form, account.user.name, clone.remotes)}
                  mono
                />
              )}
            </div>
          ) : here !== null ? null : (
            <Checkbox isSelected={form.clones} onChange={(clones) => change({ clones })}>
              {words.clones}
            </Checkbox>
          )}
          {fault && !isOfTheName && <ErrorState {...view(fault, go)} inline />}
          <button type="submit" hidden />
        </Fields>
      </form>
    </Dialog>
  );
}

/** The repository here that the fork may become a remote of. */
function useClone(id: RepositoryId | null) {
  const { cloneProtocol } = useSettings();
  const repository = useRepository(id).data;
  const refs = useRefs(id).data;
  if (!repository || !refs) return undefined;
  const remotes = refs.remotes.map(({ name }) => name);
  return { id: repository.id, name: repository.name, remotes, protocol: cloneProtocol };
}
