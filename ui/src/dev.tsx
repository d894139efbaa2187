/**
 * `npm run dev`: the window over the sample world, without a core. The address chooses what to see:
 * `?theme=light&zoom=150&first=1&job=1&ask=hostKey&offline=1&front=repository-billing`; `many=50` is a host with 5,000 repositories that
 * takes 50 ms for a page; `front=repository-terraform-modules` has 1.3 million commits; `changes=5000` has as many new files.
 */
import "./style/base.css";

import { createRoot } from "react-dom/client";

import { Application } from "./frame/Application";
import type { Host, Theme } from "./host/api.gen";
import { memoryHost } from "./host/memory";
import { sampleAnswers } from "./host/sample";
import { sampleChanges } from "./host/sample_changes";
import { sampleHost } from "./host/sample_hosts";
import { sampleAsks } from "./host/sample_questions";
import { manyRepositories, sampleManyRepositories } from "./host/sample_many";
import { runningJob } from "./host/sample_repositories";
import { manyFiles } from "./host/sample_work";
import { sampleApplication, sampleSettings } from "./host/sample_window";

const wish = new URLSearchParams(window.location.search);
const host = memoryHost();
host.answer(sampleAnswers(host));
const settings = {
  ...sampleSettings,
  theme: (wish.get("theme") ?? "dark") as Theme,
  zoom: Number(wish.get("zoom") ?? 100),
};
void host.call("change_settings", { settings });
const many = wish.get("many");
if (many !== null) {
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, Number(many)));
  host.answer(manyRepositories(sampleManyRepositories(), 250, wait));
}
const changes = Number(wish.get("changes") ?? 0);
if (changes > 0) host.answer(sampleChanges(host, manyFiles(changes)));
const front = wish.get("front");
if (front) void host.call("save_tabs", { tabs: { open: [{ repository: front, alias: null }], front } });
if (wish.has("first")) {
  const demo = { name: "the demo server", url: "http://127.0.0.1:7990" };
  let application = { ...sampleApplication, firstStart: true, demo };
  const before = sampleAnswers(host).finish_welcome;
  host.answer({
    get_application: () => application,
    finish_welcome: (args) => {
      application = { ...application, firstStart: false };
      if (!before) throw new Error("the samples answer finish_welcome");
      return before(args);
    },
  });
}
if (wish.has("hosts")) {
  const several: Host[] = [
    sampleHost,
    { ...sampleHost, id: "two", name: "code.internal:8443", health: { kind: "signInNeeded" }, accounts: [] },
    { ...sampleHost, id: "three", name: "lab.local", plainHttp: true, health: { kind: "offline" } },
  ];
  host.answer({ list_hosts: () => several });
}
if (wish.get("hosts") === "none") host.answer({ list_hosts: () => [] });
const ask = wish.get("ask");
const question = sampleAsks.find(({ kind }) => kind === ask);
if (question) {
  let asked = true;
  host.answer({
    list_questions: () => (asked ? [{ id: "question", ask: question }] : []),
    answer_question: () => {
      asked = false;
      host.emit({ kind: "questionsChanged" });
      return null;
    },
  });
}
const root = document.getElementById("root");
if (root) createRoot(root).render(<Application host={host} />);
if (wish.has("job")) {
  const start = () => {
    const job = runningJob("web-shop");
    host.emit({ kind: "jobChanged", job });
    const fault = { kind: "offline", host: "git.example.org", detail: "connection timed out after 10 s" } as const;
    host.emit({ kind: "jobChanged", job: { ...runningJob("billing"), state: { kind: "failed", fault } } });
    const finished = {
      kind: "finished",
      repository: "repository-docs",
      lfs: null,
      push: null,
      page: null,
      checkedOut: null,
    } as const;
    host.emit({ kind: "jobChanged", job: { ...runningJob("docs"), state: finished } });
  };
  setTimeout(start, 800);
}
