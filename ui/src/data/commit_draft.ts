/** The commit that is being written, and what happens to its message when another commit is amended or undone. Pure. */
import type { Author, RepositoryId } from "../host/api.gen";

/** The first line, and what stands below it. */
export interface Message {
  readonly summary: string;
  readonly description: string;
}

export interface Draft {
  /** None until somebody writes: then what a merge or a template prepared stands there. */
  readonly message: Message | null;
  readonly amend: boolean;
  /** For this commit only: the next one asks again. */
  readonly skipHooks: boolean;
  /** None: as the configuration says. */
  readonly sign: boolean | null;
  /** None: as the last commit was. */
  readonly signOff: boolean | null;
  /** Who wrote it too; none while nobody is to be named. */
  readonly coAuthors: readonly Author[] | null;
  /** The address that the person commits with although the host expects another one. */
  readonly accepted: string | null;
  /** What an undone commit gave back; none where it gave nothing. */
  readonly returned: string | null;
  /** What stood there before the last commit's message took its place; none where it didn't. */
  readonly aside: { readonly message: Message | null } | null;
}

export const emptyMessage: Message = { summary: "", description: "" };
export const emptyDraft: Draft = {
  message: null,
  amend: false,
  skipHooks: false,
  sign: null,
  signOff: null,
  coAuthors: null,
  accepted: null,
  returned: null,
  aside: null,
};

/** Under which name a repository's draft is kept. */
export const draftName = (id: RepositoryId) => `commit draft ${id}`;

export function isBlank({ summary, description }: Message): boolean {
  return summary.trim() === "" && description.trim() === "";
}

/** `Summary\n\nBody` as two fields. */
export function splitMessage(text: string | null): Message {
  if (text === null) return emptyMessage;
  const [summary = "", ...rest] = text.trimEnd().split("\n");
  return { summary, description: rest.join("\n").replace(/^\n+/, "") };
}

/** Two fields as a message. */
export function joinMessage({ summary, description }: Message): string {
  const body = description.trimEnd();
  return body.trim() === "" ? summary.trim() : `${summary.trim()}\n\n${body}`;
}

/** What the fields show. */
export function shownMessage(draft: Draft, prepared: string | null): Message {
  return draft.message ?? splitMessage(prepared);
}

/** Ticks "amend": an untouched box takes the last message, one with words keeps them. */
export function amending(draft: Draft, last: string | null): Draft {
  const untouched = draft.message === null || isBlank(draft.message);
  if (!untouched) return { ...draft, amend: true, aside: null };
  return { ...draft, message: splitMessage(last), amend: true, aside: { message: draft.message } };
}

/** Unticks it: what stood there before comes back. */
export function notAmending(draft: Draft): Draft {
  return { ...draft, message: draft.aside ? draft.aside.message : draft.message, amend: false, aside: null };
}

/** A commit was undone: its message stands in the box again, unless somebody writes there. */
export function givenBack(draft: Draft, message: string): Draft {
  const isFree = !draft.amend && (draft.message === null || isBlank(draft.message));
  return isFree ? { ...draft, message: splitMessage(message), returned: message } : draft;
}

/** A commit was made again: what it gave back goes, unless somebody went on writing it. */
export function takenAgain(draft: Draft): Draft {
  const { message, returned } = draft;
  if (returned === null || message === null || draft.amend) return draft;
  return joinMessage(message) === joinMessage(splitMessage(returned))
    ? { ...draft, message: null, returned: null }
    : draft;
}
