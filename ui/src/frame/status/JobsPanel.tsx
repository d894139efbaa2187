/** Jobs in the status bar; a click lists them with their progress and a way to cancel. */
import { CircleCheck, CircleSlash, CircleX, ListTodo } from "lucide-react";
import { Button } from "react-aria-components";

import { useCancelJob, useJobs } from "../../data/jobs";
import type { Job } from "../../host/api.gen";
import { Button as WordButton } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { visibleText } from "../../parts/hostile";
import { Panel, PanelTrigger } from "../../parts/Panel";
import { ProgressBar } from "../../parts/ProgressBar";
import { Spinner } from "../../parts/Spinner";
import { describeFault } from "../../text/faults";
import { statusWords } from "../../text/frame";
import { jobTitle, jobWords, progressNumbers, stageWords } from "../../text/jobs";
import bar from "./StatusBar.module.css";
import styles from "./JobsPanel.module.css";

export function JobsPanel() {
  const jobs = useJobs();
  const running = jobs.filter(({ state }) => state.kind === "running").length;
  return (
    <PanelTrigger>
      <Button className={bar.item ?? ""}>
        {running > 0 ? <Spinner size="1.3rem" /> : <ListTodo size="1.3rem" aria-hidden />}
        {running > 0 ? statusWords.jobs(running) : statusWords.noJobs}
      </Button>
      <Panel label={jobWords.list} placement="top start">
        {jobs.length === 0 ? (
          <EmptyState icon={ListTodo} title={jobWords.none}>
            {jobWords.noneText}
          </EmptyState>
        ) : (
          <ul className={styles.list}>
            {jobs.map((job) => (
              <li key={job.id} className={styles.job}>
                <JobRow job={job} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </PanelTrigger>
  );
}

const ends = { finished: CircleCheck, failed: CircleX, cancelled: CircleSlash };

function JobRow({ job }: { job: Job }) {
  const cancel = useCancelJob();
  const title = jobTitle(job, visibleText(job.subject));
  if (job.state.kind === "running") {
    const { progress } = job.state;
    return (
      <>
        <div className={styles.words}>
          <strong>{title}</strong>
          <span className={styles.text}>
            {[stageWords(progress), progressNumbers(progress)].filter(Boolean).join(" · ")}
          </span>
          <ProgressBar label={title} done={progress.done} total={progress.total} quiet />
        </div>
        <WordButton size="small" aria-label={jobWords.cancelNamed(title)} onPress={() => cancel(job.id)}>
          {jobWords.cancel}
        </WordButton>
      </>
    );
  }
  const Icon = ends[job.state.kind];
  return (
    <>
      <Icon className={styles.icon} data-state={job.state.kind} size="1.6rem" aria-hidden />
      <div className={styles.words}>
        <strong>{title}</strong>
        {job.state.kind === "failed" && (
          <span className={styles.text}>{visibleText(describeFault(job.state.fault).title)}</span>
        )}
      </div>
    </>
  );
}
