/** The walls between the folders stand: what the lint rules refuse, and what they let through. */
import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";

import { effects, walls } from "./walls.js";

/** What the rules say about a file with this text. */
function said(filename, text) {
  const linter = new Linter({ cwd: "/" });
  const found = linter.verify(
    text,
    [
      {
        files: ["**/*.ts", "**/*.tsx"],
        languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        plugins: { bough: { rules: { walls, effects } } },
        rules: { "bough/walls": "error", "bough/effects": "error" },
      },
    ],
    { filename: `/house/${filename}` },
  );
  return found.map(({ message }) => message);
}

describe("walls", () => {
  it.each([
    ["src/views/clone/CloneDialog.tsx", `import { x } from "../commit/CommitPanel";`, /never imports another view/],
    ["src/views/clone/CloneDialog.tsx", `import { x } from "../../frame/Window";`, /views may not import frame/],
    ["src/parts/Button.tsx", `import { x } from "../text/parts";`, /parts may not import text/],
    ["src/parts/Button.tsx", `import { x } from "../host/host";`, /parts may not import host/],
    ["src/parts/Button.tsx", `export { x } from "../data/ask";`, /parts may not import data/],
    ["src/data/ask.ts", `import { x } from "../views/clone/CloneDialog";`, /data may not import views/],
    ["src/text/faults.ts", `import { x } from "../data/ask";`, /text may not import data/],
    ["src/text/faults.ts", `import { x } from "../parts/Button";`, /only parts\/words/],
    ["src/host/tauri.ts", `import { x } from "../text/faults";`, /host may not import text/],
    ["src/data/ask.ts", `import { invoke } from "@tauri-apps/api/core";`, /Only host\/tauri.ts/],
    ["src/host/memory.ts", `import { invoke } from "@tauri-apps/api/core";`, /Only host\/tauri.ts/],
    ["src/parts/code_tokens.ts", `import { tags } from "@lezer/highlight";`, /Only parts\/code_parser.ts/],
    ["src/frame/Window.tsx", `import { x } from "../host/memory";`, /for tests/],
    ["src/frame/Window.tsx", `const x = import("../main");`, /frame may not import main/],
    ["src/views/clone/CloneDialog.tsx", `import { x } from "../../host/sample_hosts";`, /for tests/],
  ])("refuse in %s: %s", (file, text, message) => {
    expect(said(file, text).join()).toMatch(message);
  });

  it.each([
    ["src/main.tsx", `import { x } from "./frame/Application"; import { y } from "./host/tauri";`],
    ["src/frame/Window.tsx", `import { x } from "../views/clone/CloneDialog"; import { y } from "../data/ask";`],
    ["src/views/clone/CloneDialog.tsx", `import { x } from "./rows"; import { y } from "../../parts/Button";`],
    ["src/views/preferences/integrations/HostPage.tsx", `import { x } from "../PaneBody";`],
    ["src/data/faults.ts", `import { x } from "../text/faults"; import { y } from "../parts/hostile";`],
    ["src/parts/Button.tsx", `import { x } from "./Spinner"; import styles from "./Button.module.css";`],
    ["src/text/parts.ts", `import type { PartWords } from "../parts/words";`],
    ["src/host/tauri.ts", `import { invoke } from "@tauri-apps/api/core";`],
    ["src/parts/code_parser.ts", `import { tags } from "@lezer/highlight";`],
    ["src/views/clone/CloneDialog.test.tsx", `import { show } from "../../tests/render";`],
    ["src/tests/render.tsx", `import { memoryHost } from "../host/memory";`],
    ["vite.config.ts", `import { x } from "./src/main";`],
  ])("let through in %s: %s", (file, text) => {
    expect(said(file, text)).toEqual([]);
  });
});

describe("effects", () => {
  it.each(["useEffect(() => {});", "React.useLayoutEffect(() => {});", "useInsertionEffect(() => {});"])(
    "are refused outside host and data: %s",
    (text) => {
      for (const room of ["views/clone", "frame", "parts"]) {
        expect(said(`src/${room}/thing.tsx`, text).join()).toMatch(/only in host\/ and data\//);
      }
      expect(said("src/data/thing.ts", text)).toEqual([]);
      expect(said("src/host/thing.ts", text)).toEqual([]);
    },
  );

  it("are not confused with useEffectEvent", () => {
    expect(said("src/frame/thing.tsx", "useEffectEvent(() => {});")).toEqual([]);
  });
});
