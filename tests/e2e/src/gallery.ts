/** Views that `screens` takes pictures of, and the way to each. */
import { cloneWords } from "../../../ui/src/text/clone";
import { forkWords } from "../../../ui/src/text/forks";
import { openingWords } from "../../../ui/src/text/openings";
import { prebuildWords } from "../../../ui/src/text/prebuilds";
import { webhookFormWords, webhookWords } from "../../../ui/src/text/webhooks";
import { newTabWords } from "../../../ui/src/text/welcome";
import { beginClone } from "./ready.ts";
import { askForMenu, type Hands } from "./hands.ts";
import { button, dialog, field, type Page } from "./page.ts";
import { fromPalette } from "./palette.ts";
import type { Simulator } from "./simulator.ts";
import type { Window } from "./window.ts";

/** A view, and the way to it from the Repositories tab; `back` leads there again. */
export interface View {
  name: string;
  show(page: Page, hands: Hands): Promise<unknown>;
  back?: (page: Page, hands: Hands) => Promise<unknown>;
}

export const escape = async (page: Page) => {
  await page.driver.press("Escape");
  await page.gone(dialog());
};

/** Longer than any place for a name, from right to left in part, and with wide letters. */
const long = "הזמנות של הפרדס 果樹園の注文 tells the builders of every orchard about each and every push";

/** What is shown of the storefront's host, whose tab is in front. */
export async function hostViews(window: Window, server: Simulator, account: string): Promise<View[]> {
  const [host] = await window.call<{ id: string }[]>("list_hosts");
  const { admin_token: token, base_url: base } = server.facts;
  const admin = await window.call<{ id: string }>("connect_account", { host: host?.id, token, tokenExpires: null });
  const url = `https://builders.kestrel.example/${"a-rather-long-path/".repeat(8)}hook`;
  const draft = {
    name: long,
    url,
    events: ["repo:refs_changed", "pr:opened", "pr:merged"],
    active: true,
    verify: false,
  };
  const repository = { project: "SHOP", slug: "storefront" };
  await window.call("create_webhook", { account: admin.id, repository, draft, secret: { kind: "nothing" } });
  // Another name for the same server: one where nobody signed in.
  const other = base.replace("127.0.0.1", "localhost");
  await window.call("add_host", { baseUrl: other, plainHttp: true });
  const inFront = { role: "tab", name: "storefront" };
  return [
    {
      name: "fork",
      async show(page, hands) {
        await hands.press(inFront);
        await fromPalette({ window, hands }, forkWords.forkFront, new RegExp(`^${forkWords.forkFront}`));
        await page.see(field(forkWords.name, dialog(forkWords.title("SHOP/storefront"))));
      },
      back: escape,
    },
    {
      name: "webhooks",
      async show(page, hands) {
        await fromPalette({ window, hands }, "webhooks", webhookWords.showFront);
        await page.see({ role: "article", name: new RegExp(long.slice(-20)), within: dialog() });
      },
    },
    {
      name: "webhook-deleting",
      async show(page, hands) {
        await hands.press(button(new RegExp(`^${webhookWords.removeNamed("")}`), dialog()));
        await page.see(button(webhookWords.keep, dialog()));
      },
      back: (_, hands) => hands.press(button(webhookWords.keep, dialog())),
    },
    {
      name: "webhook-form",
      async show(page, hands) {
        await hands.press(button(webhookWords.create, dialog()));
        await page.see(field(webhookFormWords.name, dialog()));
      },
      back: escape,
    },
    {
      name: "prebuilds-none",
      async show(page, hands) {
        await fromPalette({ window, hands }, "prebuilds", prebuildWords.show);
        await page.see(field(prebuildWords.command, dialog()));
      },
      back: escape,
    },
    {
      name: "remote-menu",
      async show(page) {
        const remote = { role: "treeitem", name: /^origin, / };
        await askForMenu(page.driver, "arguments[0]", await page.handle(remote));
        await page.see({ role: "menuitem" });
      },
      back: async (page) => {
        await page.driver.press("Escape");
        await page.gone({ role: "menuitem" });
      },
    },
    {
      name: "open-anything",
      async show(page) {
        await page.driver.press("Control+o");
        await page.see(dialog(openingWords.title));
        await page.driver.press(...`${base}/projects/SHOP/repos/storefront`);
        await page.see({ role: "row", within: dialog() });
      },
      back: async (page) => {
        // The first empties the field.
        await page.driver.press("Escape", "Escape");
        await page.gone(dialog(openingWords.title));
      },
    },
    {
      name: "clone-fails",
      async show(page) {
        await beginClone(window, account, "SHOP", "nowhere");
        await page.see({ role: "article", name: /nowhere/ });
      },
    },
    {
      name: "clone-sign-in",
      async show(page, hands) {
        await hands.press(button(/^New tab/));
        await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
        await hands.press({ role: "tab", name: /^localhost/, within: dialog(cloneWords.title) });
        await page.settled();
      },
      back: escape,
    },
  ];
}
