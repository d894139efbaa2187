import { describe, expect, it } from "vitest";

import { peopleFor, readPerson, writePerson } from "./co_authors";

const [ada, bo] = [
  { name: "Ada", email: "ada@example.org" },
  { name: "Bo Ugh", email: "bo@example.org" },
];

describe("co-authors", () => {
  it("are read as Git writes them, and nothing else is one", () => {
    expect(readPerson(" Bo Ugh  <bo@example.org> ")).toEqual(bo);
    expect(readPerson(writePerson(ada))).toEqual(ada);
    for (const text of ["Ada", "<ada@x>", "Ada <>", "Ada <a> <b>", "Ada <a b>", ""])
      expect(readPerson(text)).toBeNull();
  });

  it("are those that fit and are not named yet", () => {
    expect(peopleFor([ada, bo], [], "")).toEqual([ada, bo]);
    expect(peopleFor([ada, bo], [], "UGH")).toEqual([bo]);
    expect(peopleFor([ada, bo], [{ name: "A", email: "ADA@example.org" }], "")).toEqual([bo]);
    expect(peopleFor([ada], [], "Cy <cy@example.org>")).toEqual([{ name: "Cy", email: "cy@example.org" }]);
    expect(peopleFor([ada], [ada], writePerson(ada))).toEqual([]);
  });
});
