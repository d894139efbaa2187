/** How a fork stands to its origin, and whether the server keeps it in step. */
import { GitFork } from "lucide-react";

import { useFaultViews } from "../../data/faults";
import { useFollowOrigin, useForkSync } from "../../data/forks";
import type { HostPlace } from "../../data/places";
import { useMayNotAdminister } from "../../data/webhooks";
import type { ForkSync, HostRepository } from "../../host/api.gen";
import { Checkbox } from "../../parts/Checkbox";
import { ErrorState } from "../../parts/ErrorState";
import { type Fact, Facts } from "../../parts/Facts";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { LoadingState } from "../../parts/LoadingState";
import { QuietText } from "../../parts/QuietText";
import { RelativeTime } from "../../parts/RelativeTime";
import { forkSyncWords as words, forkWords } from "../../text/forks";
import styles from "./ForkDialog.module.css";

/** Branches that are named; how many more there are is said. */
const named = 5;

export function ForkOrigin({ place, repository }: { place: HostPlace; repository: HostRepository }) {
  const asked = useForkSync(place);
  const follow = useFollowOrigin();
  const mayNot = useMayNotAdminister()(place.account);
  const faults = useFaultViews();
  const origin = repository.forkedFrom;
  const fault = follow.error ?? asked.error;
  const sync = asked.data;
  return (
    <section className={styles.origin}>
      <h3>
        <GitFork size="1.4rem" aria-hidden />
        {origin ? words.heading(visibleText(`${origin.project}/${origin.slug}`)) : words.hidden}
      </h3>
      {fault && <ErrorState {...faults(fault, () => void asked.refetch())} inline />}
      {asked.isPending && <LoadingState label={words.loading} />}
      {sync && (
        <>
          {sync.available ? (
            <Checkbox
              isSelected={sync.enabled}
              isDisabled={follow.isPending || mayNot}
              {...(mayNot ? { description: forkWords.followsDenied } : {})}
              onChange={(enabled) => follow.mutate({ ...place, enabled })}
            >
              {words.follows}
            </Checkbox>
          ) : (
            <QuietText>{words.unavailable}</QuietText>
          )}
          <Branches sync={sync} />
        </>
      )}
    </section>
  );
}

function Branches({ sync }: { sync: ForkSync }) {
  const lists = [
    [words.ahead, sync.ahead],
    [words.diverged, sync.diverged],
    [words.orphaned, sync.orphaned],
  ] as const;
  const told = lists.filter(([, branches]) => branches.length > 0);
  const facts: Fact[] = [
    ...(sync.last ? [{ name: words.last, value: <RelativeTime time={sync.last} /> }] : []),
    ...told.map(([name, branches]) => ({ name, value: <Names branches={branches} /> })),
  ];
  return (
    <>
      {facts.length > 0 && <Facts facts={facts} />}
      {sync.available && told.length === 0 && <QuietText>{words.even}</QuietText>}
    </>
  );
}

function Names({ branches }: { branches: readonly string[] }) {
  return (
    <span className={styles.names}>
      {branches.slice(0, named).map((branch) => (
        <code key={branch}>
          <HostileText text={branch} />
        </code>
      ))}
      {branches.length > named && <span>{words.more(branches.length - named)}</span>}
    </span>
  );
}
