/** The doors to the core: both pass calls through unchanged, and reject with faults and nothing else. */
import { afterEach, describe, expect, it, vi } from "vitest";

import type { Event as CoreEvent } from "./api.gen";
import { asFault, desktopOf } from "./host";
import { httpHost } from "./http";
import { memoryHost } from "./memory";
import { tauriHost } from "./tauri";

const invoke = vi.hoisted(() => vi.fn());
const heard = vi.hoisted(() => ({ listen: vi.fn() }));
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => heard);

const fault = { kind: "notFound", what: "repository" } as const;

afterEach(() => vi.unstubAllGlobals());

describe("tauriHost", () => {
  it("uses the one command of the shell", async () => {
    invoke.mockResolvedValueOnce([]);
    await expect(tauriHost().call("list_hosts", {})).resolves.toEqual([]);
    expect(invoke).toHaveBeenCalledWith("call", { name: "list_hosts", arguments: {} });
  });

  it("rejects with the fault", async () => {
    invoke.mockRejectedValueOnce(fault);
    await expect(tauriHost().call("list_hosts", {})).rejects.toEqual(fault);
    invoke.mockRejectedValueOnce("command call not allowed");
    await expect(tauriHost().call("list_hosts", {})).rejects.toEqual({
      kind: "broken",
      detail: "command call not allowed",
    });
  });

  it("hears the events of the shell until it stops", async () => {
    const stop = vi.fn();
    heard.listen.mockResolvedValueOnce(stop);
    const hear = vi.fn();
    const end = tauriHost().listen(hear);
    const [name, pass] = heard.listen.mock.calls[0] as [string, (message: { payload: CoreEvent }) => void];
    expect(name).toBe("bough");
    pass({ payload: { kind: "hostsChanged" } });
    expect(hear).toHaveBeenCalledWith({ kind: "hostsChanged" });
    end();
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
  });
});

describe("httpHost", () => {
  it("posts a call and reads answer or fault", async () => {
    const answers = [new Response("[]", { status: 200 }), new Response(JSON.stringify(fault), { status: 422 })];
    const fetched = vi.fn(() => Promise.resolve(answers.shift()));
    vi.stubGlobal("fetch", fetched);
    await expect(httpHost("http://127.0.0.1:1").call("list_hosts", {})).resolves.toEqual([]);
    expect(fetched).toHaveBeenCalledWith(
      "http://127.0.0.1:1/call",
      expect.objectContaining({ method: "POST", body: '{"name":"list_hosts","arguments":{}}' }),
    );
    await expect(httpHost().call("list_hosts", {})).rejects.toEqual(fault);
  });

  it("makes a fault of a server that is gone", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    await expect(httpHost().call("list_hosts", {})).rejects.toEqual({ kind: "broken", detail: "fetch failed" });
  });
});

describe("memoryHost", () => {
  it("refuses what it has no answer for, and remembers what was asked", async () => {
    const host = memoryHost();
    await expect(host.call("list_hosts", {})).rejects.toMatchObject({ kind: "broken" });
    expect(host.callsOf("list_hosts")).toEqual([{}]);
  });
});

it("knows faults from other rejections", () => {
  expect(asFault(fault)).toBe(fault);
  expect(asFault(new Error("x"))).toEqual({ kind: "broken", detail: "x" });
  expect(asFault(undefined)).toEqual({ kind: "broken", detail: "undefined" });
});

it.each([
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X)", "macos"],
  ["Mozilla/5.0 (Windows NT 10.0)", "windows"],
  ["Mozilla/5.0 (X11; Linux x86_64)", "linux"],
])("reads the desktop from %s", (agent, desktop) => {
  expect(desktopOf(agent)).toBe(desktop);
});
