/** T1.2: forge text cannot script. The same payloads run in the real web view in `tests/e2e`. */
import { screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { showPart } from "../tests/render";
import { safeLink } from "./links";
import { Markdown } from "./Markdown";
import { payloads } from "../tests/payloads";

const harmless = new Set(
  "DIV BDI P BR STRONG EM DEL CODE PRE BLOCKQUOTE UL OL LI H1 H2 H3 H4 H5 H6 HR TABLE THEAD TBODY TR TH TD SPAN INPUT svg path line polyline circle rect".split(
    " ",
  ),
);
const pwned = () => (window as unknown as { __pwned?: unknown }).__pwned;

beforeEach(() => {
  delete (window as unknown as { __pwned?: unknown }).__pwned;
});
afterEach(() => expect(pwned()).toBeUndefined());

describe("payloads", () => {
  it.each(payloads)("stay text: %s", async (payload) => {
    const opened = vi.fn();
    const before = window.location.href;
    const { container, user } = showPart(<Markdown text={payload} onOpen={opened} />);
    for (const element of container.querySelectorAll("*")) {
      expect(harmless.has(element.tagName) || element.getAttribute("role") === "link").toBe(true);
      for (const { name } of element.attributes) {
        expect(name).not.toMatch(
          /^on|^href$|^src|^srcdoc$|^action$|^formaction$|^style$|^id$|^name$|^data-react(?!-aria)/i,
        );
      }
    }
    for (const element of container.querySelectorAll("[role=link], a, button, span, p, input")) {
      await user.click(element);
    }
    for (const [address] of opened.mock.calls as [string][])
      expect(address).toMatch(/^(https?:\/\/[^@/]+(\/|$)|mailto:)/);
    expect(window.location.href).toBe(before);
  });

  it("are many", () => {
    expect(payloads.length).toBeGreaterThanOrEqual(55);
  });
});

describe("links", () => {
  it("open through the caller, never by navigation", async () => {
    const opened = vi.fn();
    const { user } = showPart(<Markdown text="see [the docs](https://example.org/a?b=1#c)" onOpen={opened} />);
    const link = screen.getByRole("link", { name: "the docs" });
    expect(link).not.toHaveAttribute("href");
    await user.click(link);
    await user.keyboard("{Enter}");
    expect(opened.mock.calls).toEqual([["https://example.org/a?b=1#c"], ["https://example.org/a?b=1#c"]]);
  });

  it("are also made of bare addresses and mail addresses", () => {
    showPart(<Markdown text={"https://example.org/x\n\n<mailto:ada@example.org>"} onOpen={() => undefined} />);
    expect(screen.getAllByRole("link")).toHaveLength(2);
  });

  it("become text where they are not safe", () => {
    showPart(<Markdown text="[press](javascript:alert)" onOpen={() => undefined} />);
    expect(screen.queryByRole("link")).toBeNull();
    expect(screen.getByText("press")).toBeInTheDocument();
  });

  it("stand for pictures, which are not loaded", () => {
    const { container } = showPart(<Markdown text="![a chart](https://example.org/x.png)" onOpen={() => undefined} />);
    expect(container.querySelector("img")).toBeNull();
    expect(screen.getByRole("link", { name: /Picture: a chart/ })).toBeInTheDocument();
  });
});

describe("text", () => {
  it("keeps what Markdown is for", () => {
    const { container } = showPart(
      <Markdown
        text={"# Title\n\n- [x] done\n- **bold** and `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |"}
        onOpen={() => undefined}
      />,
    );
    expect(screen.getByRole("heading", { name: "Title" })).toBeInTheDocument();
    expect(container.querySelector("strong")).toHaveTextContent("bold");
    expect(container.querySelector("code")).toHaveTextContent("code");
    expect(screen.getByRole("table")).toBeInTheDocument();
    expect(container.querySelector("input")).toBeDisabled();
  });

  it("shows hidden characters, also inside code", () => {
    const { container } = showPart(<Markdown text={"a\u202eb `c\u200bd`"} onOpen={() => undefined} />);
    expect(container).toHaveTextContent("aU+202Eb cU+200Bd");
  });
});

describe("safeLink", () => {
  it.each(["https://example.org/", "http://10.0.0.1:7990/x", "mailto:ada@example.org", "HTTPS://EXAMPLE.ORG/"])(
    "takes %s",
    (address) => expect(safeLink(address)).toBe(new URL(address).href),
  );

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\u0001javascript:alert(1)",
    " https://example.org",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "smb://host/share",
    "\\\\host\\share",
    "//example.org",
    "https://good.example@evil.example/",
    "https://user:word@example.org/",
    "https:example.org",
    "https:///example.org\\@evil",
    "ssh://git@example.org",
    "blob:https://example.org/1",
    "about:blank",
    "tauri://localhost",
    "mailto:",
    "https://exa\u202emple.org",
    "",
  ])("refuses %j", (address) => expect(safeLink(address)).toBeNull());
});
