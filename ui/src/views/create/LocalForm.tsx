/** An empty repository on this computer. */
import { type ReactNode, useState } from "react";

import { useCreateRepository } from "../../data/create";
import { useFaultViews } from "../../data/faults";
import { useSettings } from "../../data/settings";
import { useTabs } from "../../data/tabs";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { createWords as words } from "../../text/create";
import type { FrameProps } from "./CreateDialog";
import { FolderField, joined } from "./FolderField";

interface LocalFormProps {
  frame: (props: FrameProps) => ReactNode;
  onClose: () => void;
}

export function LocalForm({ frame, onClose }: LocalFormProps) {
  const { cloneFolder } = useSettings();
  const [name, setName] = useState("");
  const [folder, setFolder] = useState(cloneFolder);
  const tabs = useTabs();
  const view = useFaultViews();
  const create = useCreateRepository();
  const missing = name.trim() === "" ? words.missing.name : folder.trim() === "" ? words.missing.folder : null;
  const fault = create.error;
  const whyNot = (field: string) =>
    fault?.kind === "invalid" && fault.field === field ? visibleText(fault.why) : null;
  const go = () => {
    if (missing !== null) return;
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
  return frame({
    missing,
    isPending: create.isPending,
    onGo: go,
    children: (
      <>
        <TextField label={words.name} value={name} onChange={setName} autoFocus error={whyNot("name")} />
        <FolderField
          value={folder}
          onChange={setFolder}
          error={whyNot("folder")}
          description={missing === null ? words.made(joined(folder, name)) : null}
        />
        {fault && fault.kind !== "invalid" && <ErrorState {...view(fault, go)} inline />}
      </>
    ),
  });
}
