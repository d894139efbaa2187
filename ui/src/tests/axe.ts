/** Accessibility rules that hold without a screen; contrast is judged in the browser tests. */
import axe from "axe-core";

/** Rules broken below an element, as `rule: element`. Colour needs a real screen; landmarks belong to the whole window. */
export async function brokenRules(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: {
      "color-contrast": { enabled: false },
      region: { enabled: false },
      "page-has-heading-one": { enabled: false },
    },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
