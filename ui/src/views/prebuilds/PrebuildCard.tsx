/** Something that is followed: where it stands, what the command said, and what can be done with it. */
import { GitBranch, GitPullRequest } from "lucide-react";
import { useState } from "react";

import { useFaultViews } from "../../data/faults";
import { usePrebuildActs } from "../../data/prebuilds";
import type { Prebuild, PrebuildResult, RepositoryId, WorkThere, WorktreeLoss } from "../../host/api.gen";
import { AskBar } from "../../parts/AskBar";
import { BuildMark } from "../../parts/BuildMark";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { Spinner } from "../../parts/Spinner";
import { buildWords, followedName, lossGroups, prebuildWords as words, standWords } from "../../text/prebuilds";
import styles from "./PrebuildsDialog.module.css";

interface PrebuildCardProps {
  id: RepositoryId;
  one: Prebuild;
  result: PrebuildResult | undefined;
  hasCommand: boolean;
  /** The dialog makes room for what is opened. */
  onLeave: () => void;
}

export function PrebuildCard({ id, one, result, hasCommand, onLeave }: PrebuildCardProps) {
  const { followed, commit, folder, state } = one;
  const faults = useFaultViews();
  const { open, build, follow, stop } = usePrebuildActs(id);
  const [loss, setLoss] = useState<WorktreeLoss>();
  const name = followedName(followed);
  const isBusy = state.kind === "preparing";
  const end = (work: WorkThere) =>
    stop.mutate(
      { id, followed, work },
      { onSuccess: (found) => setLoss(work === "ask" && found.kept !== null ? found : undefined) },
    );
  const opened = () => {
    open(followed);
    onLeave();
  };
  return (
    <Card
      name={name}
      icon={followed.kind === "branch" ? GitBranch : GitPullRequest}
      end={result && <BuildMark state={result.outcome.kind} words={buildWords(result.outcome)} />}
    >
      <p className={styles.stand}>
        {isBusy && <Spinner />}
        {standWords(one)}
      </p>
      {folder && <code className={styles.folder}>{visibleText(folder)}</code>}
      {state.kind === "failed" && <ErrorState {...faults(state.fault, () => follow(followed))} inline />}
      {result?.unpublished && <ErrorState {...faults(result.unpublished)} title={words.unpublished} inline />}
      {stop.error && <ErrorState {...faults(stop.error)} inline />}
      {loss ? (
        <AskBar
          title={words.loseTitle(visibleText(name))}
          groups={lossGroups(loss)}
          act={words.lose}
          keep={words.keep}
          isFinal
          flush
          isPending={stop.isPending}
          onAct={() => end("lose")}
          onKeep={() => end("keep")}
        >
          {words.loseText}
        </AskBar>
      ) : (
        <div className={styles.acts}>
          <Button size="small" tone="primary" reason={commit === null ? words.notYet : null} onPress={opened}>
            {words.open}
          </Button>
          {hasCommand && commit !== null && (
            <Button size="small" reason={isBusy ? words.busy : null} onPress={() => build(followed, commit)}>
              {result ? words.buildAgain : words.build}
            </Button>
          )}
          <Button
            size="small"
            tone="quiet"
            reason={isBusy ? words.busy : null}
            isPending={stop.isPending}
            onPress={() => end("ask")}
          >
            {words.stop}
          </Button>
        </div>
      )}
    </Card>
  );
}
