/** A pull request in the centre: the same page for every hosting service. */
import { ArrowLeft, Copy, ExternalLink, RefreshCw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { useCopyText, useOpenLink } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { usePullRequest } from "../../data/pull_requests";
import { noteOf } from "../../data/seen";
import type { AccountId, PullRequest, RepositoryId, RepositoryPath } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { ErrorState } from "../../parts/ErrorState";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { LoadingState } from "../../parts/LoadingState";
import { PullRequestIcon } from "../../parts/PullRequestIcon";
import { SeenNote } from "../../parts/SeenNote";
import { TabBar } from "../../parts/TabBar";
import { pullRequestWords, stateWords } from "../../text/pull_requests";
import { seenWords, silentHost } from "../../text/seen";
import { Overview } from "./Overview";
import { CheckOut, type OfPullRequest } from "./CheckOut";
import styles from "./PullRequestPage.module.css";

export interface PullRequestPageProps {
  /** The repository here in whose tab it is shown. */
  here: RepositoryId;
  account: AccountId;
  repository: RepositoryPath;
  number: number;
  onBack: () => void;
}

export function PullRequestPage({ here, account, repository, number, onBack }: PullRequestPageProps) {
  const asked = usePullRequest(account, repository, number);
  const faults = useFaultViews();
  const { data, fault, sight, retry } = asked;
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <article className={styles.page} aria-label={pullRequestWords.label(number)} onKeyDown={press}>
      <div className={styles.bar}>
        <Button tone="quiet" size="small" icon={ArrowLeft} onPress={onBack}>
          {pullRequestWords.back}
        </Button>
        <span className={styles.room} />
        {data && <CheckOut {...{ here, account }} pullRequest={data} />}
        {data && <Links pullRequest={data} silent={sight && silentHost(sight.seen)} />}
        <IconButton
          label={pullRequestWords.refreshOne}
          icon={RefreshCw}
          size="small"
          onPress={retry}
          isPending={asked.isAsking}
        />
      </div>
      {fault && !data && <ErrorState {...faults(fault, retry)} />}
      {asked.isWaiting && <LoadingState label={pullRequestWords.loading} />}
      {data && (
        <>
          {fault && <ErrorState {...faults(fault, retry)} inline />}
          {sight && (
            <div className={styles.seen}>
              <SeenNote {...noteOf(sight)} />
            </div>
          )}
          <Head pullRequest={data} />
          <Parts {...{ here, account }} pullRequest={data} />
        </>
      )}
    </article>
  );
}

interface LinksProps {
  pullRequest: PullRequest;
  /** The host that does not answer, if it doesn't. */
  silent: string | undefined;
}

function Links({ pullRequest: { url, number, title }, silent }: LinksProps) {
  const openLink = useOpenLink();
  const copy = useCopyText();
  return (
    <>
      <IconButton
        label={pullRequestWords.copyNumber}
        icon={Copy}
        size="small"
        onPress={() => copy(`#${number} ${title}`)}
      />
      <Button
        size="small"
        icon={ExternalLink}
        onPress={() => openLink(url)}
        reason={silent === undefined ? null : seenWords.needsNetwork(visibleText(silent))}
      >
        {pullRequestWords.openOn(hostName(url))}
      </Button>
    </>
  );
}

/** The host a person sees before they go there. */
function hostName(url: string): string {
  return URL.canParse(url) ? visibleText(new URL(url).host) : "";
}

function Head({ pullRequest }: { pullRequest: PullRequest }) {
  const { number, title, state, draft } = pullRequest;
  const shown = draft && state === "open" ? "draft" : state;
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>
        <HostileText text={title} /> <span className={styles.number}>#{number}</span>
      </h1>
      <div className={styles.marks}>
        <span className={styles.state} data-state={shown}>
          <PullRequestIcon state={shown} />
          {stateWords[state]}
        </span>
        {draft && <Badge>{pullRequestWords.draft}</Badge>}
      </div>
    </header>
  );
}

function Parts(props: OfPullRequest) {
  const [tab, setTab] = useState<"overview">("overview");
  const overview = { id: "overview", label: pullRequestWords.overview } as const;
  return (
    <TabBar
      label={pullRequestWords.tabs}
      tabs={[{ ...overview, content: () => <Overview {...props} /> }]}
      value={tab}
      onChange={setTab}
    />
  );
}
