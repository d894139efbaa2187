/** axe-core over the page as it stands: nothing serious or critical may be found. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "./page.ts";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string;
  help: string;
  nodes: { target: string[]; html: string; summary: string }[];
}

/**
 * What is serious or critical in a view, in words. React Aria's announcer is left out: for seconds it holds
 * what was read out, naming elements that are gone by then.
 */
export async function hindrances(page: Page, view: string): Promise<string[]> {
  await page.settled();
  // As text through the driver: the page itself may load nothing that isn't its own.
  if (!(await page.driver.execute<boolean>("return !!window.axe;")))
    await page.driver.execute(`${SOURCE};\nreturn true;`);
  const findings = await page.driver.executeAsync<Finding[] | string>(`
    const done = arguments[arguments.length - 1];
    window.axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"] }).then(
      ({ violations }) => done(violations.map(({ id, impact, help, nodes }) => ({
        id, impact, help, nodes: nodes.map((node) => ({ target: node.target.map(String), html: node.html.slice(0, 300), summary: node.failureSummary })),
      }))),
      (error) => done(String(error)));`);
  if (typeof findings === "string") throw new Error(`axe could not look at ${view}: ${findings}`);
  return findings
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => {
      const [first] = nodes;
      return `${view}: ${id} (${help}), ${nodes.length} times, first ${first?.target.join(" ")}\n    ${first?.html}\n    ${first?.summary.replace(/\s+/g, " ")}`;
    });
}
