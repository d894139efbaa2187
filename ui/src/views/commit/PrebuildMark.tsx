/** How the person's command went for a commit, and what it said. */
import { usePrebuildLog } from "../../data/prebuilds";
import type { PrebuildResult, RepositoryId } from "../../host/api.gen";
import { BuildMark } from "../../parts/BuildMark";
import { Details } from "../../parts/Details";
import { buildWords, prebuildWords } from "../../text/prebuilds";

export function PrebuildMark({ repository, result }: { repository: RepositoryId; result: PrebuildResult }) {
  const { commit, outcome } = result;
  const { data: log } = usePrebuildLog(repository, commit, outcome.kind !== "running");
  return (
    <>
      <BuildMark state={outcome.kind} words={buildWords(outcome)} />
      {log && <Details text={log.text === "" ? prebuildWords.noLog : log.text} />}
    </>
  );
}
