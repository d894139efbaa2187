import { expect, it } from "vitest";

import { shownPath } from "./file_path";

it.each([
  ["src/a b.ts", "src/a b.ts"],
  ["100%25.txt", "100%.txt"],
  ["caf%C3%A9.txt", "café.txt"],
  ["caf%E9.txt", "caf\uFFFD.txt"],
  ["größe%25/x", "größe%/x"],
])("%s is read as %s", (path, shown) => expect(shownPath(path)).toBe(shown));
