/** The folder that a repository goes into. */
import { usePickFolder } from "../../data/application";
import { Button } from "../../parts/Button";
import { visibleText } from "../../parts/hostile";
import { TextField } from "../../parts/TextField";
import { createWords as words } from "../../text/create";

interface FolderFieldProps {
  value: string;
  onChange: (folder: string) => void;
  error: string | null;
  description?: string | null;
}

export function FolderField({ value, onChange, error, description = null }: FolderFieldProps) {
  const pick = usePickFolder();
  return (
    <TextField
      label={words.folder}
      value={value}
      onChange={onChange}
      mono
      error={error}
      description={description}
      end={<Button onPress={() => pick(words.pickFolder, value || null, onChange)}>{words.browse}</Button>}
    />
  );
}

/** Folder and name as they are shown, in the way of the desktop that the folder was written on. */
export function joined(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return visibleText(`${folder.trim().replace(/[/\\]+$/, "")}${separator}${name.trim()}`);
}
