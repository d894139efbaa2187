/** The connection doctor of one server: begun by a button, its steps grow while it runs, the first that fails says what helps. */
import { ClipboardCopy, Stethoscope } from "lucide-react";

import { type Examining, useExamination } from "../../../../data/doctor";
import { useFaultViews } from "../../../../data/faults";
import { useNotices } from "../../../../data/notices";
import type { Examination, ExaminationStep, Patient } from "../../../../host/api.gen";
import { Button } from "../../../../parts/Button";
import { ErrorState } from "../../../../parts/ErrorState";
import { doctorWords } from "../../../../text/doctor";
import styles from "./ConnectionDoctor.module.css";
import { Fix } from "./Fix";
import { RunningRow, StepRow } from "./StepRow";

interface ConnectionDoctorProps {
  patient: Patient;
  /** Begins a sign-in on the server's page; none where there is no such page yet. */
  onSignIn?: () => void;
}

export function ConnectionDoctor({ patient, onSignIn }: ConnectionDoctorProps) {
  const examining = useExamination(patient);
  const { examination, isRunning, fault, start } = examining;
  const view = useFaultViews();
  const { notify } = useNotices();
  const copyReport = () =>
    examining.copyReport(() => notify({ tone: "success", title: doctorWords.copied, text: doctorWords.copiedText }));
  return (
    <div className={styles.doctor} role="group" aria-label={doctorWords.group}>
      {!examination && !isRunning && <p className={styles.intro}>{doctorWords.intro}</p>}
      {fault && <ErrorState {...view(fault, start)} inline />}
      {/* Above the steps, where it is in sight however many there are. */}
      {examination && (
        <Summary examination={examination} onAgain={start} onCopy={copyReport} {...(onSignIn ? { onSignIn } : {})} />
      )}
      <Buttons examining={examining} onCopy={copyReport} />
      {examination && <Steps examination={examination} />}
    </div>
  );
}

function Buttons({ examining, onCopy }: { examining: Examining; onCopy: () => void }) {
  const { examination, isRunning, start, cancel } = examining;
  if (isRunning)
    return (
      <div className={styles.buttons}>
        <Button onPress={cancel}>{doctorWords.cancel}</Button>
      </div>
    );
  return (
    <div className={styles.buttons}>
      <Button icon={Stethoscope} onPress={start}>
        {examination ? doctorWords.again : doctorWords.examine}
      </Button>
      {examination && (
        <Button icon={ClipboardCopy} onPress={onCopy}>
          {doctorWords.copy}
        </Button>
      )}
    </div>
  );
}

/** The step that matters most: the first that is broken, else the first with a warning. */
function firstRed(steps: readonly ExaminationStep[]): ExaminationStep | undefined {
  return steps.find(({ result }) => result === "broken") ?? steps.find(({ result }) => result === "warning");
}

function Steps({ examination: { steps, now } }: { examination: Examination }) {
  return (
    <ol className={styles.steps} aria-label={doctorWords.steps} aria-busy={now !== null}>
      {steps.map((step) => (
        <StepRow key={step.part} step={step} />
      ))}
      {now && <RunningRow part={now} />}
    </ol>
  );
}

/** So many steps there are. */
const all = 15;

interface SummaryProps {
  examination: Examination;
  onAgain: () => void;
  onCopy: () => void;
  onSignIn?: () => void;
}

/** How it ended, said once: each step as it comes would be too much to listen to. */
function Summary({ examination: { steps, now }, ...acts }: SummaryProps) {
  const red = firstRed(steps);
  if (now !== null) return <p className={styles.summary}>{doctorWords.under(steps.length, all)}</p>;
  return (
    <>
      {steps.length < all && (
        <p className={styles.summary} role="status">
          {doctorWords.stopped}
        </p>
      )}
      {red && <Fix step={red} {...acts} />}
      {!red && steps.length === all && (
        <p className={styles.summary} role="status">
          {doctorWords.fine}
        </p>
      )}
    </>
  );
}
