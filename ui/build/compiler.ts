/** Runs the React Compiler over our own components, in the build, in development and in tests alike. */
import { transformAsync } from "@babel/core";
import type { Plugin } from "vite";

/** A Vite plugin that compiles `src/**.tsx` and hooks in `src/**.ts` before TypeScript and JSX are stripped. */
export function reactCompiler(): Plugin {
  return {
    name: "react-compiler",
    enforce: "pre",
    transform: {
      filter: { id: { include: /\/src\/.*\.tsx?$/, exclude: /\/node_modules\// } },
      async handler(code, file) {
        const result = await transformAsync(code, {
          filename: file,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: file.endsWith("x") ? ["typescript", "jsx"] : ["typescript"] },
          plugins: [["babel-plugin-react-compiler", { target: "19" }]],
        });
        return result?.code == null ? null : { code: result.code, map: result.map };
      },
    },
  };
}
