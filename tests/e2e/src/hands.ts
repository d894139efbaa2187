/** Two ways to do the same things: with the mouse, and with nothing but the keyboard. */
import type { Driver, Element } from "./driver.ts";
import { type Page, type Thing, words } from "./page.ts";
import { until } from "./wait.ts";

export interface Hands {
  /** Presses a button, a link, a tab, a row. */
  press(thing: Thing): Promise<void>;
  /** Chooses a row and does no more: with the keyboard arrows choose, and Enter would act. */
  pick(thing: Thing): Promise<void>;
  /** Empties a field and writes a text. */
  fill(thing: Thing, text: string): Promise<void>;
  /** Opens a drop-down list or menu and takes one of its entries. */
  choose(list: Thing, entry: Thing): Promise<void>;
  /** Takes an entry of a thing's context menu. */
  menu(thing: Thing, entry: Thing): Promise<void>;
}

/** With the mouse, as most people do. */
export function mouse(page: Page): Hands {
  const { driver } = page;
  const press = async (thing: Thing) => {
    await until(`${words(thing)} can be pressed`, () => page.usable(thing));
    // A thing that moved or was made anew between looking and pressing is looked for again.
    await until(`${words(thing)} was pressed`, async () => {
      await driver.click(await page.handle(thing));
      return true;
    });
  };
  return {
    press,
    pick: press,
    async fill(thing, text) {
      await until(`${words(thing)} can be filled`, () => page.usable(thing));
      await press(thing);
      await write(driver, page, thing, text);
    },
    async choose(list, entry) {
      await press(list);
      await press(entry);
    },
    async menu(thing, entry) {
      await until(`${words(thing)} can be pressed`, () => page.usable(thing));
      await askForMenu(driver, "arguments[0]", await page.handle(thing));
      await press(entry);
    },
  };
}

/** More stops of Tab than any view of ours has. */
const STOPS = 200;

/** With Tab, arrows, Enter and Space alone. */
export function keyboard(page: Page): Hands {
  const { driver } = page;
  const reach = async (thing: Thing) => {
    await until(`${words(thing)} can be used`, () => page.usable(thing));
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (await page.focused(thing)) return;
      if (await along(page, thing)) return;
      await driver.press("Tab");
    }
    throw new Error(`Tab never reaches ${words(thing)}`);
  };
  const press = async (thing: Thing) => {
    await page.see(thing);
    await reach(thing);
    await driver.press(thing.role === "checkbox" || thing.role === "radio" ? "Space" : "Enter");
  };
  return {
    press,
    async pick(thing) {
      await page.see(thing);
      await reach(thing);
    },
    async fill(thing, text) {
      await page.see(thing);
      await reach(thing);
      await write(driver, page, thing, text);
    },
    async choose(list, entry) {
      await press(list);
      await press(entry);
    },
    async menu(thing, entry) {
      await page.see(thing);
      await reach(thing);
      await askForMenu(driver, "document.activeElement");
      await press(entry);
    },
  };
}

/**
 * The event that the other button of the mouse and Shift+F10 come to. WebKit's driver holds that button down from then on, and its keys don't
 * reach the toolkit, which makes the event.
 */
export async function askForMenu(driver: Driver, target: string, element?: Element): Promise<void> {
  await driver.execute(
    `const target = ${target};
    const { left, top } = target.getBoundingClientRect();
    const at = { clientX: left + 8, clientY: top + 8, button: 2, bubbles: true, cancelable: true };
    target.dispatchEvent(new MouseEvent("contextmenu", at));`,
    element,
  );
}

/** Writes into the field that has the focus; what was there is replaced. */
async function write(driver: Driver, page: Page, thing: Thing, text: string): Promise<void> {
  await until(`${words(thing)} has the focus`, () => page.focused(thing));
  await driver.press("Control+a");
  await driver.press(...(text === "" ? ["Delete"] : text));
  await until(`${words(thing)} holds what was typed`, async () => (await page.value(thing)) === text);
}

/**
 * Walks with arrows where the focus is in a list, tree, grid, menu or row of tabs that holds the thing. Such a thing is one stop
 * of Tab; the place inside it is the focus itself or what `aria-activedescendant` names.
 */
async function along(page: Page, thing: Thing): Promise<boolean> {
  const arrow = await page.arrowTowards(thing);
  if (!arrow) return false;
  const { driver } = page;
  await driver.press("Home");
  const seen = new Set<string>();
  for (;;) {
    if (await page.focused(thing)) return true;
    const place = await page.place();
    if (seen.has(place)) return false;
    seen.add(place);
    await driver.press(arrow);
    await page.settled();
  }
}
