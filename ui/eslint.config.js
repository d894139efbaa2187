/** Lint rules: TypeScript strict, hooks and compiler, and the walls between our own folders. */
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

import { effects, walls } from "./build/walls.js";

export default tseslint.config(
  { ignores: ["dist/", "src/host/api.gen.ts"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "react-hooks": reactHooks, bough: { rules: { walls, effects } } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "bough/walls": "error",
      "bough/effects": "error",
      "no-console": "error",
      "no-control-regex": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-invalid-void-type": "off",
      "max-lines": ["error", { max: 300, skipComments: true }],
      "max-lines-per-function": ["error", { max: 150, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "src/host/sample*.ts", "src/tests/**"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
