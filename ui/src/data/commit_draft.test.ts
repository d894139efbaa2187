import { describe, expect, it } from "vitest";

import {
  amending,
  type Draft,
  emptyDraft,
  givenBack,
  joinMessage,
  notAmending,
  shownMessage,
  splitMessage,
  takenAgain,
} from "./commit_draft";

const last = "Round each line\n\nThe bank does it.\nWe do, too.\n";
const written: Draft = { ...emptyDraft, message: { summary: "Mine", description: "" } };

describe("a message", () => {
  it("is cut into its summary and the rest, and put together again", () => {
    expect(splitMessage(last)).toEqual({ summary: "Round each line", description: "The bank does it.\nWe do, too." });
    expect(joinMessage(splitMessage(last))).toBe(last.trimEnd());
    expect(joinMessage({ summary: " One line ", description: " \n" })).toBe("One line");
  });

  it("is the prepared one until somebody writes, even where all of it is deleted", () => {
    expect(shownMessage(emptyDraft, "Merge branch 'a'").summary).toBe("Merge branch 'a'");
    const cleared: Draft = { ...emptyDraft, message: { summary: "", description: "" } };
    expect(shownMessage(cleared, "Merge branch 'a'").summary).toBe("");
  });
});

describe("amending", () => {
  it("fills an untouched box and gives it back", () => {
    const ticked = amending(emptyDraft, last);
    expect(ticked.message?.summary).toBe("Round each line");
    expect(notAmending(ticked)).toEqual(emptyDraft);
  });

  it("never takes words away that were written", () => {
    const ticked = amending(written, last);
    expect(ticked.message?.summary).toBe("Mine");
    expect(notAmending(ticked)).toEqual(written);
  });

  it("leaves the choice about hooks alone", () => {
    const skipping: Draft = { ...emptyDraft, skipHooks: true };
    expect(amending(skipping, last).skipHooks).toBe(true);
    expect(notAmending(amending(skipping, last))).toEqual(skipping);
  });
});

describe("undoing a commit", () => {
  it("gives its message back to an empty box, and takes it again", () => {
    const given = givenBack(emptyDraft, last);
    expect(given.message?.summary).toBe("Round each line");
    expect(takenAgain(given)).toEqual(emptyDraft);
  });

  it("never takes words away that were written", () => {
    expect(givenBack(written, last)).toBe(written);
    expect(givenBack(amending(emptyDraft, "x"), last).message?.summary).toBe("x");
    const changed: Draft = { ...givenBack(emptyDraft, last), message: { summary: "Better", description: "" } };
    expect(takenAgain(changed)).toBe(changed);
    expect(takenAgain(written)).toBe(written);
  });
});
