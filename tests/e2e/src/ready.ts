/** Short cuts for tests that are not about the first minute: what the walk does by hand is asked of the core here. */
import { tabWords } from "../../../ui/src/text/frame";
import type { Hands } from "./hands.ts";
import type { Simulator } from "./simulator.ts";
import { until } from "./wait.ts";
import type { Window } from "./window.ts";

/** The page hears events: a theme that it was only told of by one has shown. */
async function listening(window: Window): Promise<void> {
  const settings = await window.call<{ theme: string }>("get_settings");
  const wears = async (theme: string) =>
    (await window.driver.execute<string>("return document.documentElement.dataset.theme;")) === theme;
  const change = (theme: string) => window.call("change_settings", { settings: { ...settings, theme } });
  await until("the page hears events", async () => {
    await change(settings.theme);
    await change("highContrast");
    await window.page.settled();
    return await wears("highContrast");
  });
  await change(settings.theme);
  await until("the theme is as before", async () => !(await wears("highContrast")));
}

/** Past Welcome. */
export async function welcomed(window: Window): Promise<void> {
  await listening(window);
  await window.call("finish_welcome", { author: { name: "Ada Lindqvist", email: "ada@example.org" } });
  await window.page.see({ role: "tab", name: tabWords.repositories });
}

/** Connected to the server, with a token of its own or the usual one; the account's id. */
export async function signedIn(window: Window, server: Simulator, token = server.facts.token): Promise<string> {
  await welcomed(window);
  const { base_url: baseUrl } = server.facts;
  const host = await window.call<{ id: string }>("add_host", { baseUrl, plainHttp: baseUrl.startsWith("http:") });
  const account = await window.call<{ id: string }>("connect_account", { host: host.id, token, tokenExpires: null });
  return account.id;
}

/** Begins a clone; the job's id. */
export async function beginClone(window: Window, account: string, project: string, slug: string): Promise<string> {
  const source = { kind: "hosted", account, path: { project, slug }, protocol: "https" };
  const wish = { source, folder: window.home.clones, name: slug, branch: null, depth: null, submodules: false };
  return await window.call<string>("clone_repository", wish);
}

/** A repository of the server, cloned; its id. */
export async function cloned(window: Window, account: string, project: string, slug: string): Promise<string> {
  const id = await beginClone(window, account, project, slug);
  return await until(`${slug} is cloned`, async () => {
    const jobs = await window.call<{ id: string; state: { kind: string; repository?: string } }[]>("list_jobs");
    const state = jobs.find((job) => job.id === id)?.state;
    if (state?.kind === "failed") throw new Error(`the clone failed: ${JSON.stringify(state)}`);
    return state?.repository;
  });
}

/** A clone in a tab of its own; its id. */
export async function opened(
  { window, hands }: { window: Window; hands: Hands },
  account: string,
  project = "SHOP",
  slug = "storefront",
): Promise<string> {
  const id = await cloned(window, account, project, slug);
  await hands.press({ role: "tab", name: tabWords.repositories });
  await hands.press({ role: "row", name: new RegExp(slug) });
  await window.driver.press("Enter");
  await window.page.see({ role: "tab", name: slug });
  return id;
}
