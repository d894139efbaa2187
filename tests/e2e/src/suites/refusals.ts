/**
 * Every way in which the server says no to a list, in the real window: each has its own sentence, what was there stays, and trying again
 * works. The rows are those of the server's errors and of its rate limit; what belongs to a form is shown with that form.
 */
import { cloneWords } from "../../../../ui/src/text/clone";
import { tabWords } from "../../../../ui/src/text/frame";
import { actionLabels, describeFault } from "../../../../ui/src/text/faults";
import { newTabWords } from "../../../../ui/src/text/welcome";
import type { Fault } from "../../../../ui/src/host/api.gen";
import { mouse } from "../hands.ts";
import { button, dialog, type Thing } from "../page.ts";
import { signedIn } from "../ready.ts";
import { Simulator } from "../simulator.ts";
import { steps } from "../steps.ts";
import { Home, Window } from "../window.ts";

interface Row {
  /** What the server does, for the picture's name. */
  name: string;
  /** The demo server's option. */
  fault: string;
  /** What that is called here. */
  means: (host: string) => Fault;
  list?: List;
}

interface List {
  path: string;
  option: string | RegExp;
}

/** Recent repositories: signing in does not ask for them. */
const recent: List = { path: "/rest/api/latest/profile/recent", option: cloneWords.recent };
/** Those of a project. A server without a list of recent ones is asked in another way. */
const ofProject: List = { path: "/rest/api/latest/projects/FLEET/repos", option: /FLEET/ };

const rows: readonly Row[] = [
  {
    name: "A token that is not accepted any more",
    fault: "expired-token",
    means: (host) => ({ kind: "signIn", host, reason: "rejected", detail: "" }),
  },
  {
    name: "An account that is locked",
    fault: "captcha",
    means: (host) => ({ kind: "signIn", host, reason: "captcha", detail: "" }),
  },
  { name: "A right that is missing", fault: "status=403", means: () => ({ kind: "denied", missing: "", detail: "" }) },
  {
    name: "What is not there",
    fault: "status=404",
    means: () => ({ kind: "notFound", what: "" }),
    list: ofProject,
  },
  { name: "Something in the way", fault: "status=409", means: () => ({ kind: "refused", detail: "" }) },
  {
    name: "Too many requests without a time",
    fault: "status=429",
    means: (host) => ({ kind: "rateLimited", host, until: "" }),
  },
  {
    name: "Too many requests with a time",
    fault: "pause=120",
    means: (host) => ({ kind: "rateLimited", host, until: "" }),
  },
  { name: "Maintenance", fault: "status=503", means: (host) => ({ kind: "outOfOrder", host, detail: "" }) },
  { name: "A sign-on page", fault: "web-page", means: (host) => ({ kind: "webPage", host, url: "" }) },
  {
    name: "A redirect to somewhere else",
    fault: "redirect=https://sso.example.org/login",
    means: (host) => ({ kind: "webPage", host, url: "" }),
  },
  { name: "Half an answer", fault: "truncated-json", means: () => ({ kind: "broken", detail: "" }) },
];

export async function refusals(): Promise<void> {
  for (const row of rows) {
    const server = await Simulator.start("--fault", `${row.fault}@${(row.list ?? recent).path}`);
    const window = await Window.open(new Home());
    try {
      await refused(row, window, server);
    } catch (error) {
      throw new Error(`“${row.name}”; the page said: ${await window.page.text().catch(() => "")}`, { cause: error });
    } finally {
      await window.close();
      await server.end();
    }
  }
}

async function refused(row: Row, window: Window, server: Simulator): Promise<void> {
  const { page } = window;
  const hands = mouse(page);
  const taken = steps(window, { show: false, folder: "e2e/refusals", axe: true });
  const inside = dialog(cloneWords.title);
  const alert: Thing = { role: "alert", within: inside };
  const told = describeFault(row.means(server.host));
  await signedIn(window, server);
  await hands.press(button(tabWords.newTab));
  await hands.press(button(new RegExp(`^${newTabWords.clone}`)));
  await page.see({ role: "row", name: /storefront/, within: inside });
  await taken.step(row.name, async () => {
    await hands.choose(button(new RegExp(cloneWords.scope), inside), {
      role: "option",
      name: (row.list ?? recent).option,
    });
    await page.reads(told.title, alert);
    if (told.action === "tryAgain") await page.see(button(actionLabels.tryAgain, alert));
  });
  // The other lists are as good as before.
  await hands.choose(button(new RegExp(cloneWords.scope), inside), { role: "option", name: cloneWords.all });
  await page.see({ role: "row", name: /storefront/, within: inside });
}
