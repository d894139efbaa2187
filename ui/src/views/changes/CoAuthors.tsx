/** Names who wrote a commit too: suggestions come from the history, others are written out. */
import { UserRound, X } from "lucide-react";
import { useState } from "react";

import { usePeople } from "../../data/commit_helps";
import type { Author, RepositoryId } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { ComboBox } from "../../parts/ComboBox";
import { visibleText } from "../../parts/hostile";
import { HostileText } from "../../parts/HostileText";
import { IconButton } from "../../parts/IconButton";
import { coAuthorWords } from "../../text/identity";
import { peopleFor, personChoices, readPerson } from "./co_authors";
import styles from "./CoAuthors.module.css";

interface CoAuthorsProps {
  repository: RepositoryId;
  named: readonly Author[];
  isBusy: boolean;
  onChange: (named: readonly Author[]) => void;
}

export function CoAuthors({ repository, named, isBusy, onChange }: CoAuthorsProps) {
  const { data: known = [] } = usePeople(repository);
  const [text, setText] = useState("");
  const choices = personChoices(peopleFor(known, named, text));
  const add = (id: string) => {
    const person = readPerson(id);
    if (person) onChange([...named, person]);
    setText("");
  };
  return (
    <div className={styles.box}>
      <ComboBox
        label={coAuthorWords.label}
        placeholder={coAuthorWords.placeholder}
        empty={coAuthorWords.empty}
        choices={choices}
        value={text}
        isDisabled={isBusy}
        onChange={setText}
        onChoose={add}
      />
      {named.length > 0 && (
        <ul className={styles.named} aria-label={coAuthorWords.list}>
          {named.map((person) => (
            <li key={person.email} className={styles.person} title={visibleText(person.email)}>
              <Badge icon={UserRound}>
                <HostileText text={person.name} />
              </Badge>
              <IconButton
                label={coAuthorWords.remove(visibleText(person.name))}
                icon={X}
                size="small"
                isDisabled={isBusy}
                onPress={() => onChange(named.filter((other) => other !== person))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
