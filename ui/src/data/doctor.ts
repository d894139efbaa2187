/** Examinations of connections: begun by the person, followed step by step, kept as long as the window is open. */
import { useQueryClient } from "@tanstack/react-query";

import type { Examination, Fault, Patient } from "../host/api.gen";
import { useCopyText } from "./application";
import { useAct, useAnswer } from "./ask";
import { useCancelJob } from "./jobs";
import { keepIn, useKept } from "./kept";
import { useReport } from "./notices";

export interface Examining {
  /** The last examination of this patient; none before the first. */
  examination: Examination | null;
  isRunning: boolean;
  /** Why none could be begun. */
  fault: Fault | null;
  start: () => void;
  cancel: () => void;
  /** Puts the report on the clipboard, and says when it is there. */
  copyReport: (copied: () => void) => void;
}

export function useExamination(patient: Patient): Examining {
  const [job, setJob] = useKept<string | null>(keptAs(patient), null);
  const begin = useAct("examine_connection");
  const { data, error } = useAnswer("get_examination", { job: job ?? "" }, { enabled: job !== null });
  const cancel = useCancelJob();
  const report = useReport();
  const reported = useAct("get_examination_report");
  const copy = useCopyText();
  const examination = data ?? null;
  // Between the beginning and its first step there is nothing to show yet.
  const awaited = job !== null && examination?.job !== job && error === null;
  return {
    examination: awaited ? null : examination,
    isRunning: begin.isPending || awaited || (examination?.now ?? null) !== null,
    fault: begin.error ?? error,
    start: () => begin.mutate({ patient, repository: null }, { onSuccess: setJob }),
    cancel: () => job !== null && cancel(job),
    copyReport: (copied) => {
      if (job === null) return;
      const onSuccess = (text: string) => {
        copy(text);
        copied();
      };
      reported.mutate({ job }, { onSuccess, onError: report });
    },
  };
}

const keptAs = (patient: Patient) => `examination of ${JSON.stringify(patient)}`;

/** Begins an examination from elsewhere. Whoever shows the patient shows it, and the one that is under way if there is one. */
export function useBeginExamination(): (patient: Patient) => void {
  const client = useQueryClient();
  const report = useReport();
  const begin = useAct("examine_connection");
  return (patient) =>
    begin.mutate(
      { patient, repository: null },
      {
        onSuccess: (job) => keepIn<string | null>(client, keptAs(patient), () => job),
        onError: (fault) => fault.kind !== "taken" && report(fault),
      },
    );
}
