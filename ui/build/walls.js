/** An ESLint rule that holds the walls between the folders of `src`: main → frame → views → {data, parts, text} → host. */

/** What each folder may import besides itself. Style sheets are free. */
const mayImport = {
  main: ["frame", "views", "data", "parts", "text", "host"],
  frame: ["views", "data", "parts", "text", "host"],
  views: ["data", "parts", "text", "host"],
  data: ["text", "parts", "host"],
  text: ["parts", "host"],
  parts: [],
  host: [],
  tests: ["main", "frame", "views", "data", "parts", "text", "host"],
};

/** `src/views/clone/list.tsx` → { room: "views", view: "clone" }; none for what is not in `src`. */
function placeOf(path) {
  const found = /(?:^|\/)src\/([^/]+)(?:\/([^/]+))?/.exec(path);
  if (!found) return null;
  const [, first, second] = found;
  if (!(first in mayImport)) return { room: "main" };
  return { room: first, view: first === "views" ? second?.replace(/\.tsx?$/, "") : undefined };
}

/** Joins a relative import with the folder of the file it stands in. */
function resolved(file, source) {
  const words = file.split("/").slice(0, -1);
  for (const word of source.split("/")) {
    if (word === "..") words.pop();
    else if (word !== ".") words.push(word);
  }
  return words.join("/");
}

function isTest(file) {
  return /\.test\.tsx?$/.test(file);
}

/** Why an import is not allowed; none where it is. */
export function wallBroken(file, source) {
  const path = file.replaceAll("\\", "/");
  const here = placeOf(path);
  if (!here) return null;
  if (source.startsWith("@tauri-apps/") && !path.endsWith("src/host/tauri.ts")) {
    return "Only host/tauri.ts may import @tauri-apps: everything else asks the Host.";
  }
  if (/^@(codemirror|lezer)\//.test(source) && !/src\/parts\/code_parser\.ts$/.test(path)) {
    return "Only parts/code_parser.ts may import grammars: they are large, and come when they are needed.";
  }
  if (!source.startsWith(".") || source.endsWith(".css")) return null;
  const target = resolved(path, source);
  const there = placeOf(target);
  if (!there) return null;
  if (/\/host\/(memory|sample)/.test(target) && !isTest(path) && !/\/src\/(tests\/|dev|host\/sample)/.test(path)) {
    return "The memory host and its samples are for tests and `npm run dev` only.";
  }
  if (isTest(path) && there.room === "tests") return null;
  if (there.room === here.room) {
    if (here.room === "views" && here.view !== there.view) return "A view never imports another view.";
    return null;
  }
  // A part takes no noun of the product, but texts may fill the shape of the words that parts need.
  if (here.room === "text" && there.room === "parts" && !target.endsWith("parts/words")) {
    return "text may import only parts/words.";
  }
  if (mayImport[here.room].includes(there.room)) return null;
  return `${here.room} may not import ${there.room}: main → frame → views → {data, parts, text} → host.`;
}

/** @type {import("eslint").Rule.RuleModule} */
export const walls = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const check = (node) => {
      const broken = node.source && wallBroken(context.filename, String(node.source.value));
      if (broken) context.report({ node: node.source, message: broken });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** `useEffect` and its sisters only in host/ and data/: everywhere else an effect is a missing hook of data. */
/** @type {import("eslint").Rule.RuleModule} */
export const effects = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const room = placeOf(context.filename.replaceAll("\\", "/"))?.room;
    if (!room || room === "host" || room === "data" || room === "tests") return {};
    return {
      CallExpression(node) {
        const callee = node.callee.type === "MemberExpression" ? node.callee.property : node.callee;
        if (/^use(Layout|Insertion)?Effect$/.test(callee.name ?? "")) {
          context.report({ node, message: "useEffect only in host/ and data/: give it a name there." });
        }
      },
    };
  },
};
