import { describe, expect, it } from "vitest";

import type { HostRepository } from "../../host/api.gen";
import { type CloneForm, looksLikeUrl, nameFromUrl, planOf, protocolFor } from "./plan";

const form: CloneForm = {
  url: "",
  folder: "/home/ada/src",
  name: "",
  protocol: "https",
  branch: "",
  history: "whole",
  depth: "50",
  submodules: false,
};
const repository: HostRepository = {
  path: { project: "PLAT", slug: "billing" },
  name: "Billing",
  projectName: "Platform",
  description: "",
  personal: false,
  public: false,
  archived: false,
  forkedFrom: null,
  originHidden: false,
  cloneUrls: [{ protocol: "ssh", url: "ssh://git@h/plat/billing.git" }],
  url: "",
};

describe("nameFromUrl", () => {
  it.each([
    ["https://git.example.org/scm/plat/billing.git", "billing"],
    ["https://git.example.org/scm/plat/billing/", "billing"],
    ["git@git.example.org:plat/billing.git", "billing"],
    ["git@git.example.org:billing", "billing"],
    ["ssh://git@git.example.org:7999/plat/Name.With.Dots.git", "Name.With.Dots"],
    ["https://git.example.org", ""],
    ["", ""],
  ])("%s → %s", (url, name) => expect(nameFromUrl(url)).toBe(name));
});

describe("looksLikeUrl", () => {
  it.each(["https://h/x", "http://h/x", "ssh://git@h:7999/p/x.git", "git@h:p/x"])("takes %s", (url) =>
    expect(looksLikeUrl(url)).toBe(true),
  );
  it.each(["", "billing", "file:///etc", "git://h/x", "ext::sh -c id", "https://", "-u foo", "C:\\src"])(
    "refuses %s",
    (url) => expect(looksLikeUrl(url)).toBe(false),
  );
});

describe("planOf", () => {
  it("says what is missing, the first thing first", () => {
    const missing = (changes: Partial<CloneForm>) => {
      const plan = planOf({ ...form, ...changes }, { kind: "url" });
      return plan.ready ? "" : plan.missing;
    };
    expect(missing({})).toBe("Enter a URL to clone");
    expect(missing({ url: "nonsense" })).toMatch(/no URL/);
    expect(missing({ url: "https://h/x", folder: " " })).toMatch(/where/);
    expect(missing({ url: "https://h/x", name: "a/b" })).toMatch(/can't hold/);
    expect(missing({ url: "https://h/x", name: ".." })).toMatch(/can't hold/);
    expect(missing({ url: "https://h/x", history: "newest", depth: "0" })).toMatch(/how many/);
    const none = planOf(form, { kind: "account", account: "a", repository: undefined });
    expect(none).toEqual({ ready: false, missing: "Choose a repository to clone" });
  });

  it("asks for what the button says", () => {
    const plan = planOf(
      { ...form, branch: "develop", history: "newest", depth: "7", submodules: true },
      { kind: "account", account: "a", repository },
    );
    expect(plan).toMatchObject({ ready: true, label: "Clone develop of Billing" });
    expect(plan.ready && plan.request).toEqual({
      source: { kind: "hosted", account: "a", path: { project: "PLAT", slug: "billing" }, protocol: "ssh" },
      folder: "/home/ada/src",
      name: "billing",
      branch: "develop",
      depth: 7,
      submodules: true,
    });
  });

  it("takes the only protocol there is", () => {
    expect(protocolFor(repository, "https")).toBe("ssh");
    expect(protocolFor(undefined, "https")).toBe("https");
  });
});
