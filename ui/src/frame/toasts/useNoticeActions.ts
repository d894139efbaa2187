/** The buttons of a notice: its own, those of its job, those of its fault. At most two. */
import { useOpenLink } from "../../data/application";
import { useFinishCreation } from "../../data/create";
import { useExamineAction, useFaultAction } from "../../data/faults";
import { useCancelJob } from "../../data/jobs";
import { useFetchLfs } from "../../data/lfs";
import { type Notice, type NoticeAction, useNotices } from "../../data/notices";
import { useTabs } from "../../data/tabs";
import { jobWords } from "../../text/jobs";
import { lfsWords } from "../../text/lfs";

export function useNoticeActions(notice: Notice): NoticeAction[] {
  const faultAction = useFaultAction();
  const examineAction = useExamineAction();
  const cancel = useCancelJob();
  const { fetch } = useFetchLfs();
  const finish = useFinishCreation();
  const openLink = useOpenLink();
  const tabs = useTabs();
  const { hide } = useNotices();
  const actions = [...(notice.actions ?? [])];
  const { job } = notice;
  if (job?.state.kind === "running") actions.push({ label: jobWords.cancel, onPress: () => cancel(job.id) });
  if (job?.state.kind === "finished" && job.state.repository !== null) {
    const { repository, lfs, push } = job.state;
    if (push) actions.push({ label: jobWords.pushAgain, onPress: () => finish(repository) });
    actions.push({ label: jobWords.openNow, onPress: () => tabs.open(repository) });
    if (lfs) actions.push({ label: lfsWords.fetch, onPress: () => fetch(repository) });
  }
  if (job?.state.kind === "finished" && job.state.page !== null) {
    const { page } = job.state;
    actions.push({ label: jobWords.openOnHost, onPress: () => openLink(page) });
  }
  const { fault } = notice;
  const forFault = fault ? [faultAction(fault), examineAction(fault)] : [];
  actions.push(...forFault.filter((action) => action !== null));
  return actions.slice(0, 2).map(({ label, onPress }) => ({
    label,
    onPress: () => {
      onPress();
      // What asks for something to be done stays until it is dismissed: there may be a second way to do it.
      if (job?.state.kind !== "running" && !notice.held) hide(notice.id);
    },
  }));
}
