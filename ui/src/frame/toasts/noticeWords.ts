/** The words of a notice: its own, or those of its job and its fault. */
import type { Notice } from "../../data/notices";
import { visibleText } from "../../parts/hostile";
import { describeFault } from "../../text/faults";
import { endWords, jobTitle, progressNumbers, stageWords } from "../../text/jobs";

export interface NoticeText {
  title: string;
  text: string;
  detail: string | null;
}

export function wordsOf(notice: Notice): NoticeText {
  const { job } = notice;
  if (!job) {
    return { title: visibleText(notice.title), text: visibleText(notice.text), detail: notice.detail ?? null };
  }
  const title = jobTitle(job, visibleText(job.subject));
  switch (job.state.kind) {
    case "running": {
      const { progress } = job.state;
      const text = [stageWords(progress), progressNumbers(progress)].filter(Boolean).join("\n");
      return { title, text, detail: null };
    }
    case "finished":
    case "cancelled": {
      const left = job.state.kind === "finished" ? (job.state.push ?? job.state.lfs) : null;
      const why = left ? describeFault(left) : null;
      const text = [visibleText(endWords(job)), ...(why ? [visibleText(`${why.title}. ${why.sentence}`)] : [])].join(
        " ",
      );
      return { title, text, detail: why?.detail ?? null };
    }
    case "failed": {
      const { sentence, detail, title: why } = describeFault(job.state.fault);
      return { title, text: visibleText(`${why}. ${sentence}`), detail };
    }
  }
}

/** What is read out: the start and the end of things, never their progress. */
export function announcement(notice: Notice): string {
  const { title, text } = wordsOf(notice);
  return notice.tone === "progress" ? title : `${title}. ${text}`;
}
