/** A small believable world for tests and `npm run dev`: one server, two profiles, some repositories. Changes are kept in memory. */
import type { Answers, MemoryHost } from "./memory";
import { sampleActivity } from "./sample_activity";
import { sampleChanges } from "./sample_changes";
import { sampleDoctor } from "./sample_doctor";
import { sampleHistory } from "./sample_history";
import { sampleHosts } from "./sample_hosts";
import { samplePrebuildAnswers } from "./sample_prebuilds";
import { samplePullRequests } from "./sample_pull_requests";
import { sampleRepositories } from "./sample_repositories";
import { sampleWebhooks } from "./sample_webhooks";
import { sampleWindow } from "./sample_window";

/** Answers of every command. */
export function sampleAnswers(host: MemoryHost): Answers {
  return {
    ...sampleWindow(host),
    ...sampleActivity(host),
    ...sampleHosts(host),
    ...sampleDoctor(host),
    ...sampleRepositories(host),
    ...sampleHistory(),
    ...sampleChanges(host),
    ...samplePrebuildAnswers(host),
    ...samplePullRequests(),
    ...sampleWebhooks(),
  };
}
