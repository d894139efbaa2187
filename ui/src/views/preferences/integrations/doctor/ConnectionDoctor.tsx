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
import { StepRow } from "./StepRow";

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
    <div className={styles.doctor}>
      {!examination && !isRunning && <p className={styles.intro}>{doctorWords.intro}</p>}
      {fault && <ErrorState {...view(fault, start)} inline />}
      {/* Above the steps: neither moves while they come. */}
      {examination && <Summary examination={examination} />}
      <Buttons examining={examining} onCopy={copyReport} />
      {examination && (
        <Steps examination={examination} onAgain={start} onCopy={copyReport} {...(onSignIn ? { onSignIn } : {})} />
      )}
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

interface StepsProps {
  examination: Examination;
  onAgain: () => void;
  onCopy: () => void;
  onSignIn?: () => void;
}

function Steps({ examination: { steps, now }, ...acts }: StepsProps) {
  const red = firstRed(steps);
  return (
    <ol className={styles.steps} aria-label={doctorWords.steps} aria-busy={now !== null}>
      {steps.map((step) => (
        <StepRow key={step.part} step={step} isFirstRed={step === red} {...acts} />
      ))}
      {now && <StepRow step={now} />}
    </ol>
  );
}

/** So many steps there are. */
const all = 15;

/** How it ended, said once: each step as it comes would be too much to listen to. */
function Summary({ examination: { steps, now } }: { examination: Examination }) {
  const red = firstRed(steps);
  const words = () => {
    if (now !== null) return doctorWords.under(steps.length, all);
    if (steps.length < all) return doctorWords.stopped;
    if (!red) return doctorWords.fine;
    return red.result === "broken" ? doctorWords.broken(red.part) : doctorWords.works;
  };
  return (
    <p className={styles.summary} role={now === null ? "status" : undefined}>
      {words()}
    </p>
  );
}
