/** Co-authors: who can be chosen while somebody writes a name. Pure. */
import type { Author } from "../../host/api.gen";
import { visibleText } from "../../parts/hostile";
import type { Choice } from "../../parts/Select";

/** More than anybody reads; typing narrows them. */
const shown = 50;

/** A person as Git writes one: `Name <address>`. */
export function writePerson({ name, email }: Author): string {
  return `${name} <${email}>`;
}

/** The person a text names; none where it is not written as Git writes one. */
export function readPerson(text: string): Author | null {
  const found = /^\s*([^<>]*[^<>\s])\s*<([^<>\s]+)>\s*$/.exec(text);
  return found?.[1] && found[2] ? { name: found[1].trim(), email: found[2] } : null;
}

/** Who fits what was typed and is not named yet; last, whoever was written out. */
export function peopleFor(known: readonly Author[], named: readonly Author[], text: string): readonly Author[] {
  const taken = new Set(named.map(({ email }) => email.toLowerCase()));
  const words = text.trim().toLowerCase();
  const free = known.filter(({ email }) => !taken.has(email.toLowerCase()));
  const fitting = free.filter((person) => writePerson(person).toLowerCase().includes(words)).slice(0, shown);
  const written = readPerson(text);
  const isNew = written !== null && ![...fitting, ...named].some(({ email }) => email === written.email);
  return isNew ? [...fitting, written] : fitting;
}

/** The same as choices of a field. */
export function personChoices(people: readonly Author[]): Choice<string>[] {
  return people.map((person) => ({
    id: writePerson(person),
    label: visibleText(person.name),
    description: visibleText(person.email),
  }));
}
