/** Prebuilds of a repository: what is followed, and how it is built. */
import { Hammer } from "lucide-react";

import { useFaultViews } from "../../data/faults";
import { useRefs } from "../../data/history";
import { usePrebuildActs, usePrebuilds } from "../../data/prebuilds";
import { useRepository } from "../../data/repositories";
import type { Followed, Refs, RepositoryId } from "../../host/api.gen";
import { Button } from "../../parts/Button";
import { CardList } from "../../parts/Card";
import { Dialog } from "../../parts/Dialog";
import { EmptyState } from "../../parts/EmptyState";
import { ErrorState } from "../../parts/ErrorState";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { followedName, prebuildWords as words } from "../../text/prebuilds";
import { PlanForm } from "./PlanForm";
import { PrebuildCard } from "./PrebuildCard";
import styles from "./PrebuildsDialog.module.css";

export function PrebuildsDialog({ id, onClose }: { id: RepositoryId; onClose: () => void }) {
  const { data: repository } = useRepository(id);
  return (
    <Dialog title={words.title(visibleText(repository?.name ?? ""))} isOpen onClose={onClose} width="wide">
      <Content id={id} onClose={onClose} />
    </Dialog>
  );
}

function Content({ id, onClose }: { id: RepositoryId; onClose: () => void }) {
  const asked = usePrebuilds(id);
  const { data: refs } = useRefs(id);
  const faults = useFaultViews();
  const acts = usePrebuildActs(id);
  if (asked.isPending) return <LoadingState label={words.loading} />;
  if (!asked.data) return <ErrorState {...faults(asked.error, () => void asked.refetch())} />;
  const { prebuilds, results } = asked.data;
  const first = refs && likeliest(refs);
  return (
    <div className={styles.content}>
      <p className={styles.intro}>{words.intro}</p>
      {prebuilds.length === 0 ? (
        <EmptyState
          icon={Hammer}
          title={words.none}
          action={
            <Button
              tone="primary"
              icon={Hammer}
              reason={first ? null : words.noBranch}
              onPress={() => first && acts.follow(first)}
            >
              {words.enable(first ? visibleText(followedName(first)) : "")}
            </Button>
          }
        >
          {words.noneText}
        </EmptyState>
      ) : (
        <CardList
          label={words.followed}
          cards={prebuilds.map((one) => ({
            key: followedName(one.followed),
            card: (
              <PrebuildCard
                id={id}
                one={one}
                result={results.find(({ commit }) => commit === one.commit)}
                hasCommand={asked.data.plan.command !== null}
                onLeave={onClose}
              />
            ),
          }))}
        />
      )}
      <PlanForm key={JSON.stringify(asked.data.plan)} id={id} plan={asked.data.plan} trusted={asked.data.trusted} />
    </div>
  );
}

/** The branch that most would follow: what the current one pulls from, else the main one of `origin`, else any. */
function likeliest({ branches, remotes }: Refs): Followed | undefined {
  const all = remotes.flatMap((remote) =>
    remote.branches.map(({ name }) => ({ kind: "branch", remote: remote.name, name }) as const),
  );
  const upstream = branches.find(({ current }) => current)?.upstream?.name;
  const usual = ["origin/main", "origin/master"];
  return (
    all.find((one) => followedName(one) === upstream) ?? all.find((one) => usual.includes(followedName(one))) ?? all[0]
  );
}
