/** What else a commit can have, and messages that were written before. */
import { ChevronDown } from "lucide-react";

import { type Draft, type Message, splitMessage } from "../../data/commit_draft";
import type { CommitOutlook } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { Menu, type MenuEntry, MenuTrigger } from "../../parts/Menu";
import { commitBoxWords } from "../../text/changes";
import { isSigned, isSignedOff } from "./commit_plan";

/** Messages that the menu offers, and letters of each. */
const [offered, letters] = [10, 72];

interface CommitMenuProps {
  draft: Draft;
  outlook: CommitOutlook | undefined;
  messages: readonly string[];
  isBusy: boolean;
  onChange: (draft: Draft) => void;
  onMessage: (message: Message) => void;
}

export function CommitMenu({ draft, outlook, messages, isBusy, onChange, onMessage }: CommitMenuProps) {
  const signs = isSigned(draft, outlook);
  const signsOff = isSignedOff(draft, outlook);
  const names = draft.coAuthors !== null;
  const earlier = messages.slice(0, offered).map((text, index) => {
    const { summary, description } = splitMessage(text);
    return {
      id: `message ${index}`,
      label: visibleText(cut(summary)),
      ...(description === "" ? {} : { description: visibleText(cut(description.split("\n", 1)[0] ?? "")) }),
      onSelect: () => onMessage({ summary, description }),
    };
  });
  const entries: MenuEntry[] = [
    {
      id: "sign",
      label: commitBoxWords.sign,
      description: commitBoxWords.signHint,
      ticked: signs,
      onSelect: () => onChange({ ...draft, sign: !signs }),
    },
    {
      id: "sign off",
      label: commitBoxWords.signOff,
      description: commitBoxWords.signOffHint,
      ticked: signsOff,
      onSelect: () => onChange({ ...draft, signOff: !signsOff }),
    },
    {
      id: "co-authors",
      label: commitBoxWords.coAuthors,
      description: commitBoxWords.coAuthorsHint,
      ticked: names,
      onSelect: () => onChange({ ...draft, coAuthors: names ? null : [] }),
    },
    ...(earlier.length > 0 ? [{ header: commitBoxWords.earlier, entries: earlier }] : []),
  ];
  return (
    <MenuTrigger>
      <IconButton label={commitBoxWords.options} icon={ChevronDown} isDisabled={isBusy} />
      <Menu label={commitBoxWords.options} entries={entries} placement="top end" />
    </MenuTrigger>
  );
}

function cut(text: string): string {
  return text.length > letters ? `${text.slice(0, letters)}…` : text;
}
