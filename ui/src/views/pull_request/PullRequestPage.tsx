/** A pull request in the centre: the same page for every hosting service. */
import { ArrowLeft, Copy, ExternalLink, RefreshCw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { useCopyText, useOpenLink } from "../../data/application";
import { useFaultViews } from "../../data/faults";
import { usePullRequest } from "../../data/pull_requests";
import type { AccountId, PullRequest, RepositoryId, RepositoryPath } from "../../host/api.gen";
import { Badge } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { ErrorState } from "../../parts/ErrorState";
import { HostileText } from "../../parts/HostileText";
import { visibleText } from "../../parts/hostile";
import { IconButton } from "../../parts/IconButton";
import { LoadingState } from "../../parts/LoadingState";
import { PullRequestIcon } from "../../parts/PullRequestIcon";
import { TabBar } from "../../parts/TabBar";
import { pullRequestWords, stateWords } from "../../text/pull_requests";
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
  const refresh = () => void asked.refetch();
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
        {asked.data && <CheckOut {...{ here, account }} pullRequest={asked.data} />}
        {asked.data && <Links pullRequest={asked.data} />}
        <IconButton
          label={pullRequestWords.refreshOne}
          icon={RefreshCw}
          size="small"
          onPress={refresh}
          isPending={asked.isFetching}
        />
      </div>
      {asked.error && !asked.data && <ErrorState {...faults(asked.error, refresh)} />}
      {asked.isPending && <LoadingState label={pullRequestWords.loading} />}
      {asked.data && (
        <>
          {asked.error && <ErrorState {...faults(asked.error, refresh)} inline />}
          <Head pullRequest={asked.data} />
          <Parts {...{ here, account }} pullRequest={asked.data} />
        </>
      )}
    </article>
  );
}

function Links({ pullRequest: { url, number, title } }: { pullRequest: PullRequest }) {
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
      <Button size="small" icon={ExternalLink} onPress={() => openLink(url)}>
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
