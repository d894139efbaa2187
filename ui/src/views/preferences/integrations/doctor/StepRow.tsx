/** One step of an examination: how it is (icon and word), what was found, how long it took; what helps and details below. */
import { CircleCheck, CircleMinus, CircleSlash2, CircleX, TriangleAlert } from "lucide-react";

import type { ExaminationStep, Part, StepResult } from "../../../../host/api.gen";
import { visibleText } from "../../../../parts/hostile";
import { HostileText } from "../../../../parts/HostileText";
import { Spinner } from "../../../../parts/Spinner";
import { doctorWords, partNames, resultNames } from "../../../../text/doctor";
import { findingWords } from "../../../../text/findings";
import { remedyWords } from "../../../../text/remedies";
import styles from "./ConnectionDoctor.module.css";
import { StepDetails } from "./StepDetails";

const icons: Record<StepResult, typeof CircleCheck> = {
  fine: CircleCheck,
  warning: TriangleAlert,
  broken: CircleX,
  notTried: CircleSlash2,
  notApplicable: CircleMinus,
};

export function StepRow({ step }: { step: ExaminationStep }) {
  const { part, result, finding, remedy, millis } = step;
  const Icon = icons[result];
  const tried = result !== "notTried" && result !== "notApplicable";
  return (
    <li className={styles.step} data-result={result}>
      <Icon className={styles.icon} size="1.6rem" aria-hidden />
      <strong className={styles.part}>{partNames[part]}</strong>
      <span className={styles.result}>
        {resultNames[result]}
        {tried && ` · ${doctorWords.took(millis)}`}
        {finding.kind === "after" && ` · ${findingWords(finding)}`}
      </span>
      {finding.kind !== "after" && (
        <div className={styles.found}>
          <p>
            <HostileText text={findingWords(finding)} />
          </p>
          {remedy && <p className={styles.dim}>{visibleText(remedyWords(remedy).sentence)}</p>}
          <StepDetails step={step} />
        </div>
      )}
    </li>
  );
}

/** The step that is taken now. */
export function RunningRow({ part }: { part: Part }) {
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
