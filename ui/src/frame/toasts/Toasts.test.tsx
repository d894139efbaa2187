/** Toasts: success fades, errors stay, a job updates its own toast, starts and ends are read out. */
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import { fadeAfter, useNotices } from "../../data/notices";
import { useTabs } from "../../data/tabs";
import type { Job } from "../../host/api.gen";
import { sampleHost } from "../../host/sample_hosts";
import { runningJob } from "../../host/sample_repositories";
import { show } from "../../tests/render";
import { Bell } from "../toolbar/Bell";
import { Toasts } from "./Toasts";

const job = runningJob("billing");
const ended = {
  kind: "finished",
  repository: "repository-billing",
  lfs: null,
  push: null,
  page: null,
  checkedOut: null,
} as const;
const finished: Job = { ...job, state: ended };
const failed: Job = { ...job, state: { kind: "failed", fault: { kind: "refused", detail: "remote: disk full" } } };

/** Tells something; waits for the tabs first, as the window does. */
function Teller() {
  useTabs();
  const { notify } = useNotices();
  return <button onClick={() => notify({ tone: "success", title: "Key copied", text: "Paste it." })}>tell</button>;
}

async function toasts() {
  const shown = show(
    <>
      <Bell />
      <Teller />
      <Toasts />
    </>,
  );
  const region = await screen.findByRole("region", { name: "Messages" });
  const emit = (next: Job) => act(() => shown.host.emit({ kind: "jobChanged", job: next }));
  return { ...shown, region, emit };
}

afterEach(() => vi.useRealTimers());

it("shows a running job with stage, numbers and speed, and cancels it", async () => {
  const { region, emit, user, host } = await toasts();
  emit(job);
  expect(region).toHaveTextContent("Cloning billing");
  expect(region).toHaveTextContent(/Receiving objects\s*1,204 of 9,120 · 3\.4 MB · 1\.2 MB\/s/);
  expect(within(region).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1204");
  await user.click(within(region).getByRole("button", { name: "Cancel" }));
  expect(host.callsOf("cancel_job")).toEqual([{ id: job.id }]);
});

it("turns into the end of the job in place, with a way to open it", async () => {
  const { region, emit, user, host } = await toasts();
  emit(job);
  emit(finished);
  expect(within(region).getAllByRole("article")).toHaveLength(1);
  await user.click(within(region).getByRole("button", { name: "Open now" }));
  expect(host.callsOf("save_tabs").at(-1)?.tabs.front).toBe("repository-billing");
});

it("says what a clone lacks, and gets it", async () => {
  const { region, emit, user, host } = await toasts();
  const lfs = { kind: "notFound", what: "The LFS object 2cf2" } as const;
  emit({ ...job, state: { ...ended, lfs } });
  expect(region).toHaveTextContent(/Cloned billing.*LFS are still missing\. Not found/);
  await user.click(within(region).getByRole("button", { name: "Download LFS files" }));
  expect(host.callsOf("fetch_lfs")).toEqual([{ id: "repository-billing" }]);
  expect(region).toHaveTextContent("Downloading LFS files of");
});

it("says that a first commit did not arrive, and pushes it again", async () => {
  const { region, emit, user, host } = await toasts();
  const push = { kind: "offline", host: "git.example.org", detail: "HTTP 503" } as const;
  const page = "https://git.example.org/projects/PLAT/repos/billing/browse";
  emit({ ...job, task: "create", state: { ...ended, push, page } });
  expect(region).toHaveTextContent(/Created billing.*could not be pushed: it is empty there.*can be pushed again/);
  await user.click(within(region).getByRole("button", { name: "Push again" }));
  expect(host.callsOf("finish_creation")).toEqual([{ id: "repository-billing" }]);
  emit({ ...runningJob("elsewhere"), task: "create", state: { ...ended, repository: null, push, page } });
  expect(region).toHaveTextContent(/Created elsewhere.*Clone it to go on/);
  await user.click(within(region).getByRole("button", { name: "Open on the host" }));
  expect(host.callsOf("open_link")).toEqual([{ url: page }]);
});

it("keeps an error until it is dismissed, and success only for a while", async () => {
  const { region, emit, user } = await toasts();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  act(() => screen.getByRole("button", { name: "tell" }).click());
  emit(failed);
  expect(within(region).getAllByRole("article")).toHaveLength(2);
  act(() => void vi.advanceTimersByTime(fadeAfter + 10));
  expect(within(region).getAllByRole("article")).toHaveLength(1);
  expect(region).toHaveTextContent("billing was not cloned");
  vi.useRealTimers();
  await user.click(within(region).getByRole("button", { name: /^Dismiss/ }));
  expect(within(region).queryByRole("article")).toBeNull();
});

it("waits with fading while the pointer rests on it", async () => {
  const { region } = await toasts();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  act(() => screen.getByRole("button", { name: "tell" }).click());
  fireEvent.pointerEnter(region);
  act(() => void vi.advanceTimersByTime(3 * fadeAfter));
  expect(within(region).getByRole("article")).toBeInTheDocument();
  fireEvent.pointerLeave(region);
  act(() => void vi.advanceTimersByTime(fadeAfter + 10));
  expect(within(region).queryByRole("article")).toBeNull();
});

it("reads out starts and ends, but not the numbers", async () => {
  const { emit } = await toasts();
  const [polite] = screen.getAllByRole("status").slice(-1);
  emit(job);
  expect(polite).toHaveTextContent(/^Cloning billing$/);
  emit(failed);
  expect(screen.getByRole("alert")).toHaveTextContent(/billing was not cloned\. It was refused/);
});

it("shows the server's words behind a disclosure, hidden characters made visible", async () => {
  const { region, emit, user } = await toasts();
  emit({ ...job, state: { kind: "failed", fault: { kind: "refused", detail: "no \u202e way" } } });
  await user.click(within(region).getByRole("button", { name: "Details" }));
  expect(region).toHaveTextContent("no U+202E way");
});

it("keeps everything behind the bell and counts what is new", async () => {
  const { emit, user, region } = await toasts();
  emit(failed);
  await user.click(within(region).getByRole("button", { name: /^Dismiss/ }));
  await user.click(screen.getByRole("button", { name: "Notifications, 1 unread" }));
  const list = screen.getByRole("dialog", { name: "Notifications" });
  expect(list).toHaveTextContent("billing was not cloned");
  await user.click(within(list).getByRole("button", { name: "Clear" }));
  expect(list).toHaveTextContent("Nothing has happened yet");
});

it("offers to sign in where a token was refused", async () => {
  const { emit, region } = await toasts();
  const fault = { kind: "signIn", host: sampleHost.name, reason: "rejected", detail: "401" } as const;
  emit({ ...job, state: { kind: "failed", fault } });
  expect(await within(region).findByRole("button", { name: "Sign in" })).toBeInTheDocument();
});

it("offers to look at the connection where a job ended at the network", async () => {
  const { emit, region, user, host } = await toasts();
  const fault = { kind: "offline", host: sampleHost.name, detail: "connection refused" } as const;
  emit({ ...job, state: { kind: "failed", fault } });
  await user.click(await within(region).findByRole("button", { name: "Examine the connection" }));
  expect(host.callsOf("examine_connection")).toEqual([
    { patient: { kind: "host", id: sampleHost.id }, repository: null },
  ]);
});

it("needs its providers", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(() => render(<Toasts />)).toThrow(/NoticesProvider/);
});
