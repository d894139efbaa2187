/** Makes an empty repository on this computer. */
import { useState } from "react";

import { usePickFolder } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { useCreateRepository } from "../../data/repositories";
import { useSettings } from "../../data/settings";
import { useTabs } from "../../data/tabs";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { ErrorState } from "../../parts/ErrorState";
import { Fields } from "../../parts/Field";
import { TextField } from "../../parts/TextField";
import { createWords } from "../../text/welcome";

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { cloneFolder } = useSettings();
  const [name, setName] = useState("");
  const [folder, setFolder] = useState(cloneFolder);
  const pick = usePickFolder();
  const tabs = useTabs();
  const view = useFaultViews();
  const create = useCreateRepository();
  const missing =
    name.trim() === "" ? createWords.nameMissing : folder.trim() === "" ? createWords.folderMissing : null;
  const fault = create.error;
  const go = () => {
    if (missing) return;
    create.mutate(
      { folder: folder.trim(), name: name.trim() },
      {
        onSuccess: ({ id }) => {
          onClose();
          tabs.open(id);
        },
      },
    );
  };
  return (
    <Dialog
      title={createWords.title}
      isOpen
      onClose={onClose}
      width="narrow"
      footer={
        <>
          <Button onPress={onClose}>{createWords.cancel}</Button>
          <Button tone="primary" onPress={go} reason={missing} isPending={create.isPending}>
            {createWords.create}
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
          <TextField
            label={createWords.name}
            value={name}
            onChange={setName}
            autoFocus
            error={fault?.kind === "invalid" && fault.field === "name" ? fault.why : null}
          />
          <TextField
            label={createWords.folder}
            value={folder}
            onChange={setFolder}
            mono
            description={missing ? null : createWords.made(`${folder.trim().replace(/\/$/, "")}/${name.trim()}`)}
            error={fault?.kind === "invalid" && fault.field === "folder" ? fault.why : null}
            end={
              <Button onPress={() => pick(createWords.pickFolder, folder || null, setFolder)}>
                {createWords.browse}
              </Button>
            }
          />
          {fault && fault.kind !== "invalid" && <ErrorState {...view(fault, go)} inline />}
          <button type="submit" hidden />
        </Fields>
      </form>
    </Dialog>
  );
}
