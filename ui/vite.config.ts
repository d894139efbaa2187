/** How the window is built, served while developing, and tested. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { reactCompiler } from "./build/compiler.ts";

export default defineConfig(({ mode }) => ({
  plugins: [reactCompiler(), react()],
  build: {
    target: "safari16",
    // The content security policy knows no `data:` fonts or scripts: every asset stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // `--mode http` makes the page for browser tests, which speaks with the core through `tests`' HTTP host.
    rollupOptions: { input: mode === "http" ? "http.html" : "index.html" },
  },
  server: { host: "127.0.0.1", port: 5373 },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "build/**/*.test.js"],
    setupFiles: ["./src/tests/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
    // Machines that build at the same time are slow; a test that waits for a state may wait.
    testTimeout: 30_000,
  },
}));
