/** What stands behind a finding, folded: the certificates of the chain, the keys that were offered, the words of a machine. */
import type { AbilityCheck, ChainLink, ExaminationStep, OfferedKey } from "../../../../host/api.gen";
import { Details } from "../../../../parts/Details";
import { chainText, doctorWords, keysText, permissionsText } from "../../../../text/doctor";

export function StepDetails({ step: { finding, detail } }: { step: ExaminationStep }) {
  return (
    <>
      {"chain" in finding && (
        <Details label={doctorWords.chain} text={chainText(finding.chain satisfies ChainLink[])} />
      )}
      {"keys" in finding && <Details label={doctorWords.keys} text={keysText(finding.keys satisfies OfferedKey[])} />}
      {"abilities" in finding && (
        <Details label={doctorWords.permissions} text={permissionsText(finding.abilities satisfies AbilityCheck[])} />
      )}
      {detail !== "" && <Details label={doctorWords.said} text={detail} />}
    </>
  );
}
