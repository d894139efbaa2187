/** Name, author and colour of a profile. */
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import type { Author, Fault } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { ErrorState } from "../../parts/ErrorState";
import { FieldEnd, Fields } from "../../parts/Field";
import { Swatches } from "../../parts/Swatches";
import { TextField } from "../../parts/TextField";
import { profilePaneWords } from "../../text/preferences";

export interface ProfileDraft {
  name: string;
  author: Author;
  color: number;
}

interface ProfileFormProps {
  start: ProfileDraft;
  save: string;
  isPending: boolean;
  fault: Fault | null;
  onSave: (profile: ProfileDraft) => void;
  onCancel?: () => void;
}

export function ProfileForm({ start, save, isPending, fault, onSave, onCancel }: ProfileFormProps) {
  const { name: firstName, author: firstAuthor, color: firstColor } = start;
  const [name, setName] = useState(firstName);
  const [author, setAuthor] = useState(firstAuthor);
  const [color, setColor] = useState(firstColor);
  const view = useFaultViews();
  const changed =
    name !== firstName ||
    author.name !== firstAuthor.name ||
    author.email !== firstAuthor.email ||
    color !== firstColor;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") onSave({ name: name.trim(), author, color });
      }}
    >
      <Fields labels="left">
        <TextField
          label={profilePaneWords.name}
          value={name}
          onChange={setName}
          error={changed && name.trim() === "" ? profilePaneWords.nameMissing : null}
        />
        <TextField
          label={profilePaneWords.author}
          value={author.name}
          onChange={(authorName) => setAuthor({ ...author, name: authorName })}
        />
        <TextField
          label={profilePaneWords.email}
          type="email"
          value={author.email}
          onChange={(email) => setAuthor({ ...author, email })}
        />
        <Swatches
          label={profilePaneWords.color}
          names={profilePaneWords.colorNames}
          value={color}
          onChange={setColor}
        />
        {fault && <ErrorState {...view(fault)} inline />}
        {(changed || onCancel) && (
          <FieldEnd>
            <Button type="submit" tone="primary" isPending={isPending}>
              {save}
            </Button>
            {onCancel && <Button onPress={onCancel}>{profilePaneWords.cancel}</Button>}
          </FieldEnd>
        )}
      </Fields>
    </form>
  );
}
