/** One step of an examination: how it is (icon and word), what was found, how long it took; details and what helps below. */
import { CircleCheck, CircleMinus, CircleSlash2, CircleX, TriangleAlert } from "lucide-react";

import type { ExaminationStep, Part, StepResult } from "../../../../host/api.gen";
import { HostileText } from "../../../../parts/HostileText";
import { Spinner } from "../../../../parts/Spinner";
import { doctorWords, partNames, resultNames } from "../../../../text/doctor";
import { findingWords } from "../../../../text/findings";
import styles from "./ConnectionDoctor.module.css";
import { Fix } from "./Fix";
import { StepDetails } from "./StepDetails";

const icons: Record<StepResult, typeof CircleCheck> = {
  fine: CircleCheck,
  warning: TriangleAlert,
  broken: CircleX,
  notTried: CircleSlash2,
  notApplicable: CircleMinus,
};

type StepRowProps =
  /** The one that is taken now. */
  | { step: Part }
  | {
      step: ExaminationStep;
      isFirstRed: boolean;
      onAgain: () => void;
      onCopy: () => void;
      onSignIn?: () => void;
    };

export function StepRow(props: StepRowProps) {
  if (!("isFirstRed" in props)) return <Running part={props.step} />;
  const { step, isFirstRed, ...acts } = props;
  const Icon = icons[step.result];
  const tried = step.result !== "notTried" && step.result !== "notApplicable";
  return (
    <li className={styles.step} data-result={step.result}>
      <Icon className={styles.icon} size="1.6rem" aria-hidden />
      <strong className={styles.part}>{partNames[step.part]}</strong>
      <span className={styles.result}>
        {resultNames[step.result]}
        {tried && <span className={styles.took}> · {doctorWords.took(step.millis)}</span>}
      </span>
      <div className={styles.found}>
        <p>
          <HostileText text={findingWords(step.finding)} />
        </p>
        {step.remedy && <Fix remedy={step.remedy} result={step.result} isFirst={isFirstRed} {...acts} />}
        <StepDetails step={step} />
      </div>
    </li>
  );
}

function Running({ part }: { part: Part }) {
  return (
    <li className={styles.step} data-result="running">
      <span className={styles.icon}>
        <Spinner size="1.6rem" />
      </span>
      <strong className={styles.part}>{partNames[part]}</strong>
      <span className={styles.result}>{doctorWords.running}</span>
    </li>
  );
}
