/** Finding things in the page as a person names them: by role and accessible name. This function runs in the page. */

/** What to look for. */
export interface Sought {
  role: string;
  /** The whole name, or a pattern for it; none takes any. */
  name?: { text: string; pattern: boolean };
  /** Inside of this. */
  within?: Sought;
}

/** All visible elements that fit, in the order of the page. Runs in the page: it can use nothing from this module. */
export function findInPage(sought: Sought): HTMLElementLike[] {
  const page = (globalThis as unknown as { document: DocumentLike }).document;
  const implicit: Record<string, string> = {
    button: 'button, summary, input[type="button"], input[type="submit"]',
    link: "a[href]",
    textbox:
      'textarea, input:not([type]), input[type="text"], input[type="url"], input[type="email"], input[type="password"], input[type="tel"]',
    searchbox: 'input[type="search"]',
    spinbutton: 'input[type="number"]',
    checkbox: 'input[type="checkbox"]',
    radio: 'input[type="radio"]',
    slider: 'input[type="range"]',
    combobox: "select",
    heading: "h1, h2, h3, h4, h5, h6",
    dialog: "dialog",
    navigation: "nav",
    main: "main",
    complementary: "aside",
    banner: "header",
    contentinfo: "footer",
    list: "ul, ol",
    listitem: "li",
    table: "table",
    row: "tr",
    progressbar: "progress",
    img: "img[alt]",
    form: "form",
    region: "section[aria-label], section[aria-labelledby]",
    group: "fieldset",
    article: "article",
    status: "output",
    option: "option",
  };
  const words = (text: string) => text.replace(/\s+/g, " ").trim();
  const own = (element: HTMLElementLike): string => {
    let text = "";
    for (const node of element.childNodes) {
      if (node.nodeType === 3) text += node.textContent;
      else if (node.nodeType === 1) {
        const child = node as HTMLElementLike;
        if (child.getAttribute("aria-hidden") === "true" || child.hidden) continue;
        const label = child.getAttribute("aria-label") ?? child.getAttribute("alt");
        text += ` ${label ?? own(child)} `;
      }
    }
    return words(text);
  };
  const nameOf = (element: HTMLElementLike): string => {
    const ids = element.getAttribute("aria-labelledby");
    if (ids) {
      const parts = ids.split(/\s+/).map((id) => page.getElementById(id));
      // An element may name itself among others: then its label counts, not its content.
      const named = parts.map((part) => (part ? (part.getAttribute("aria-label") ?? own(part)) : ""));
      if (words(named.join(" "))) return words(named.join(" "));
    }
    const label = element.getAttribute("aria-label");
    if (label && words(label)) return words(label);
    const labels = element.labels ? Array.from(element.labels) : [];
    if (labels.length > 0) return words(labels.map(own).join(" "));
    const alt = element.getAttribute("alt");
    if (alt) return words(alt);
    const fromContent = own(element);
    const container = ["dialog", "main", "list", "table", "grid", "group", "region", "tabpanel", "form", "navigation"];
    if (fromContent && !container.includes(sought.role)) return fromContent;
    return words(element.getAttribute("title") ?? element.getAttribute("placeholder") ?? "");
  };
  const visible = (element: HTMLElementLike): boolean => {
    if (element.closest('[aria-hidden="true"], [inert], [hidden]')) return false;
    // React Aria hides the native control behind a label of its own; the label is what people see and press.
    const shown = element.getClientRects().length > 0 ? element : (element.closest("label") ?? element);
    return shown.checkVisibility
      ? shown.checkVisibility({ visibilityProperty: true })
      : shown.getClientRects().length > 0;
  };
  const find = (part: Sought): HTMLElementLike[] => {
    const roots: { querySelectorAll(selector: string): Iterable<HTMLElementLike> }[] = part.within
      ? find(part.within)
      : [page];
    const native = implicit[part.role];
    const selector = `[role="${part.role}"]${native ? `, :is(${native}):not([role])` : ""}`;
    const found = new Set<HTMLElementLike>();
    for (const root of roots) for (const element of root.querySelectorAll(selector)) found.add(element);
    const fits = (name: string) => {
      if (!part.name) return true;
      return part.name.pattern ? new RegExp(part.name.text).test(name) : name === part.name.text;
    };
    const outer = sought.role;
    sought.role = part.role;
    const fitting = Array.from(found).filter((element) => visible(element) && fits(nameOf(element)));
    sought.role = outer;
    return fitting;
  };
  return find(sought);
}

/** The little of the page's types that the function above needs; this program has none of the browser's. */
export interface HTMLElementLike {
  nodeType: number;
  textContent: string;
  hidden: boolean;
  childNodes: Iterable<{ nodeType: number; textContent: string }>;
  labels?: Iterable<HTMLElementLike> | null;
  getAttribute(name: string): string | null;
  closest(selector: string): HTMLElementLike | null;
  getClientRects(): { length: number };
  checkVisibility?(options: object): boolean;
  querySelectorAll(selector: string): Iterable<HTMLElementLike>;
}
interface DocumentLike {
  getElementById(id: string): HTMLElementLike | null;
  querySelectorAll(selector: string): Iterable<HTMLElementLike>;
}
