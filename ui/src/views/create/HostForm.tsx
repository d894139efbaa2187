/** A repository on a host: where, what it is called, who reads it, what it begins with, and whether it is cloned. */
import { type ReactNode, useState } from "react";

import { useCreateOnHost, useTemplates } from "../../data/create";
import { useFaultViews } from "../../data/faults";
import { useHomes } from "../../data/host_repositories";
import { useSettings } from "../../data/settings";
import { useTabs } from "../../data/tabs";
import type { Account } from "../../host/api.gen";
import { ErrorState } from "../../parts/ErrorState";
import { FieldPairs } from "../../parts/Field";
import { visibleText } from "../../parts/hostile";
import { PickField } from "../../parts/PickField";
import { QuietText } from "../../parts/QuietText";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { createWords as words } from "../../text/create";
import type { FrameProps } from "./CreateDialog";
import { CloneFields } from "./CloneFields";
import { type HostForm as Form, planOf } from "./plan";

interface HostFormProps {
  account: Account;
  frame: (props: FrameProps) => ReactNode;
  onClose: () => void;
}

/** Fields that an `invalid` fault may name. */
const fields = ["name", "description", "defaultBranch", "ignore", "licence", "folder", "folderName"];

export function HostForm({ account, frame, onClose }: HostFormProps) {
  const { cloneFolder, cloneProtocol } = useSettings();
  const [form, setForm] = useState<Form>({
    project: "",
    name: "",
    description: "",
    isPublic: false,
    defaultBranch: "main",
    ignore: "",
    licence: "",
    protocol: cloneProtocol,
    clones: true,
    folder: cloneFolder,
    folderName: "",
  });
  const tabs = useTabs();
  const view = useFaultViews();
  const templates = useTemplates().data;
  const creation = useCreateOnHost(({ repository }) => {
    onClose();
    if (repository !== null) tabs.open(repository);
  });
  const plan = planOf(form, account.id);
  const { fault } = creation;
  const change = (changes: Partial<Form>) => {
    if (fault) creation.forget();
    setForm({ ...form, ...changes });
  };
  const whyNot = (field: string) =>
    fault?.kind === "invalid" && fault.field === field ? visibleText(fault.why) : null;
  const isElsewhere = fault?.kind === "invalid" && fields.includes(fault.field);
  const go = () => {
    if (plan.ready) creation.create(plan.request);
  };
  const beginsWith = form.ignore || form.licence ? words.firstCommit : words.empty;
  return frame({
    missing: plan.ready ? null : plan.missing,
    isPending: creation.isRunning,
    onGo: go,
    children: (
      <>
        <FieldPairs>
          <ProjectField account={account} value={form.project} onChange={(project) => change({ project })} />
          <TextField
            label={words.name}
            value={form.name}
            onChange={(name) => change({ name })}
            autoFocus
            error={whyNot("name")}
          />
        </FieldPairs>
        <TextField
          label={words.description}
          placeholder={words.optional}
          value={form.description}
          onChange={(description) => change({ description })}
          error={whyNot("description")}
        />
        <FieldPairs>
          <Select
            label={words.visibility}
            choices={[
              { id: "private", label: words.private, description: words.privateText },
              { id: "public", label: words.public, description: words.publicText },
            ]}
            value={form.isPublic ? "public" : "private"}
            onChange={(id) => change({ isPublic: id === "public" })}
          />
          <TextField
            label={words.defaultBranch}
            value={form.defaultBranch}
            onChange={(defaultBranch) => change({ defaultBranch })}
            mono
            error={whyNot("defaultBranch")}
          />
          <PickField
            label={words.ignore}
            choices={[none, ...(templates?.ignores ?? []).map((name) => ({ id: name, label: name }))]}
            value={form.ignore}
            onChange={(ignore) => change({ ignore })}
            empty={words.noIgnore}
            error={whyNot("ignore")}
          />
          <PickField
            label={words.licence}
            choices={[
              none,
              ...(templates?.licences ?? []).map(({ id, name }) => ({ id, label: name, description: id })),
            ]}
            value={form.licence}
            onChange={(licence) => change({ licence })}
            empty={words.noLicence}
            error={whyNot("licence")}
          />
        </FieldPairs>
        <QuietText>{beginsWith}</QuietText>
        <CloneFields form={form} taken={fault?.kind === "taken" ? fault : null} whyNot={whyNot} onChange={change} />
        {fault && fault.kind !== "taken" && !isElsewhere && <ErrorState {...view(fault, go)} inline />}
      </>
    ),
  });
}

const none = { id: "", label: words.none };

interface ProjectFieldProps {
  account: Account;
  value: string | null;
  onChange: (project: string | null) => void;
}

function ProjectField({ account, value, onChange }: ProjectFieldProps) {
  const { choices, isPending } = useHomes(account);
  return (
    <PickField
      label={words.project}
      choices={choices}
      value={value}
      onChange={onChange}
      empty={isPending ? words.projectsLoading : words.noProject}
      description={value ? words.projectHint : null}
    />
  );
}
