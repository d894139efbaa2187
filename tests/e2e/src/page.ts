/** The page as the tests see it: things by role and name, waited for, pressed, filled and read. */
import type { Driver, Element } from "./driver.ts";
import { findInPage, type Sought } from "./finder.ts";
import { until } from "./wait.ts";

/** A thing in the page, as a person names it. */
export interface Thing {
  role: string;
  name?: string | RegExp;
  within?: Thing;
}

/** Short forms for the things that are named most. */
export const button = (name: string | RegExp, within?: Thing): Thing => ({ role: "button", name, ...at(within) });
export const field = (name: string | RegExp, within?: Thing): Thing => ({ role: "textbox", name, ...at(within) });
export const heading = (name: string | RegExp, within?: Thing): Thing => ({ role: "heading", name, ...at(within) });
export const dialog = (name?: string | RegExp): Thing => ({ role: "dialog", ...(name === undefined ? {} : { name }) });
const at = (within?: Thing) => (within ? { within } : {});

/** esbuild marks functions with a helper that the page does not have. */
const FIND = `const __name = (f) => f; const find = ${findInPage.toString()};`;

/** The place of the keyboard: the focus, or the line that a list with the focus calls active. */
const PLACE = `const place = () => {
  const focus = document.activeElement;
  const active = focus?.getAttribute("aria-activedescendant");
  return (active && document.getElementById(active)) || focus;
};`;

export class Page {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /** All visible things that fit now. */
  all(thing: Thing): Promise<Element[]> {
    return this.driver.execute<Element[]>(`${FIND} return find(arguments[0]);`, sought(thing));
  }

  /** Waits for a thing. */
  async see(thing: Thing): Promise<Element> {
    return await until(`${words(thing)} is there`, async () => (await this.all(thing))[0]);
  }

  /** Waits until a thing is not there. */
  async gone(thing: Thing): Promise<void> {
    await until(`${words(thing)} is gone`, async () => (await this.all(thing)).length === 0);
  }

  /** Whether a thing is there now. */
  async has(thing: Thing): Promise<boolean> {
    return (await this.all(thing)).length > 0;
  }

  /** Waits for a text anywhere in the page, or in a thing. */
  async reads(text: string | RegExp, within?: Thing): Promise<void> {
    const fits = (all: string) => (typeof text === "string" ? all.includes(text) : text.test(all));
    await until(`it says “${text}”`, async () => fits(await this.text(within)));
  }

  /** The visible text of the page or of a thing, in one line. */
  async text(within?: Thing): Promise<string> {
    const script = `${FIND}
      const roots = arguments[0] ? find(arguments[0]) : [document.body];
      return roots.map((root) => root.innerText).join(" ").replace(/\\s+/g, " ").trim();`;
    return this.driver.execute<string>(script, within ? sought(within) : null);
  }

  /** What a field holds. */
  async value(thing: Thing): Promise<string> {
    return this.driver.execute<string>(`${FIND} return find(arguments[0])[0]?.value ?? "";`, sought(thing));
  }

  /** An attribute of a thing. */
  async attribute(thing: Thing, name: string): Promise<string | null> {
    const script = `${FIND} return find(arguments[0])[0]?.getAttribute(arguments[1]) ?? null;`;
    return this.driver.execute<string | null>(script, sought(thing), name);
  }

  /** Whether a thing can be used now. */
  async usable(thing: Thing): Promise<boolean> {
    const script = `${FIND}
      const element = find(arguments[0])[0];
      return !!element && !element.disabled && element.getAttribute("aria-disabled") !== "true";`;
    return this.driver.execute<boolean>(script, sought(thing));
  }

  /** What to click to press a thing: the label of a control that hides behind it, otherwise the thing itself. */
  async handle(thing: Thing): Promise<Element> {
    await this.see(thing);
    const script = `${FIND}
      const element = find(arguments[0])[0];
      return element?.matches("input[type=checkbox], input[type=radio]") ? (element.closest("label") ?? element) : element;`;
    return this.driver.execute<Element>(script, sought(thing));
  }

  /** Whether the focus, or the active line of a list that has it, is the thing. */
  async focused(thing: Thing): Promise<boolean> {
    return this.driver.execute<boolean>(
      `${FIND} ${PLACE} return find(arguments[0]).some((element) => element === place());`,
      sought(thing),
    );
  }

  /** Where the focus is, as a text that is different for every place. */
  async place(): Promise<string> {
    return this.driver.execute<string>(
      `${PLACE} const at = place(); return [...document.querySelectorAll("*")].indexOf(at) + " " + at?.textContent;`,
    );
  }

  /** The arrow key that leads on inside the list, tree or row of tabs that has the focus and holds the thing; none elsewhere. */
  async arrowTowards(thing: Thing): Promise<string | null> {
    const script = `${FIND}
      const roles = ["tablist", "listbox", "grid", "treegrid", "tree", "menu", "radiogroup", "toolbar"];
      const focus = document.activeElement;
      const list = focus?.getAttribute("role") === "combobox"
        ? document.getElementById(focus.getAttribute("aria-controls") ?? "")
        : focus?.closest(roles.map((role) => '[role="' + role + '"]').join(", "));
      if (!list || !find(arguments[0]).some((element) => list.contains(element))) return null;
      const role = list.getAttribute("role");
      const upright = list.getAttribute("aria-orientation");
      const flat = upright ? upright === "horizontal" : ["tablist", "toolbar", "radiogroup"].includes(role);
      return flat ? "Right" : "Down";`;
    return this.driver.execute<string | null>(script, sought(thing));
  }

  /** Until React has nothing left to do that was asked for: two frames in a row. */
  async settled(): Promise<void> {
    const script = `const done = arguments[arguments.length - 1];
      requestAnimationFrame(() => requestAnimationFrame(() => done(true)));`;
    await this.driver.executeAsync(script);
  }
}

function sought(thing: Thing): Sought {
  const { role, name, within } = thing;
  return {
    role,
    ...(name === undefined
      ? {}
      : { name: { text: name instanceof RegExp ? name.source : name, pattern: name instanceof RegExp } }),
    ...(within ? { within: sought(within) } : {}),
  };
}

/** Names that begin so. */
export function starting(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}

/** The thing in words, for messages. */
export function words(thing: Thing): string {
  const name = thing.name === undefined ? "" : ` “${thing.name instanceof RegExp ? thing.name.source : thing.name}”`;
  return `${thing.role}${name}${thing.within ? ` in ${words(thing.within)}` : ""}`;
}
