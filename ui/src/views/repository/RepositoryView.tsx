/** An open repository: side bar; graph, pull request or differences; the panel of a commit or of what is not committed yet. */
import { PanelLeftOpen, PanelRightOpen } from "lucide-react";
import { type ReactNode, useRef } from "react";

import { useChanges, useChangesFollowTheFiles } from "../../data/changes";
import type { ComparedFile } from "../../data/differences";
import { useRefs } from "../../data/history";
import { useKept } from "../../data/kept";
import { useLatest } from "../../data/latest";
import { useRemembered, useRememberedChoice } from "../../data/layout";
import { useRepository } from "../../data/repositories";
import { useReveals } from "../../data/reveal";
import type { AccountId, PullRequest, RepositoryId, RepositoryPath } from "../../host/api.gen";
import { IconButton } from "../../parts/IconButton";
import { useScale } from "../../parts/scale";
import { SplitPane } from "../../parts/SplitPane";
import { commitWords } from "../../text/commit";
import { historyWords, sideBarWords } from "../../text/history";
import { Centre } from "./Centre";
import { type ChangesPlace, type CommitPlace, Details, type OpenDiff } from "./Details";
import { type History, useHistory, workRow } from "./history/useHistory";
import styles from "./RepositoryView.module.css";
import { SideBar } from "./side_bar/SideBar";
import { useOpenFile } from "./useOpenFile";

/** A pull request that is shown in the centre. */
export interface PullRequestPlace {
  readonly account: AccountId;
  readonly repository: RepositoryPath;
  readonly number: number;
}

/** What the view of differences needs. */
export interface DiffPlace {
  readonly file: ComparedFile;
  readonly onOpen: OpenDiff;
  readonly onClose: () => void;
}

interface RepositoryViewProps {
  id: RepositoryId;
  commitPanel: (place: CommitPlace) => ReactNode;
  changesPanel: (place: ChangesPlace) => ReactNode;
  diff: (place: DiffPlace) => ReactNode;
  pullRequestPage: (place: PullRequestPlace, onBack: () => void) => ReactNode;
}

const shown = ["shown", "hidden"] as const;

export function RepositoryView({ id, commitPanel, changesPanel, diff, pullRequestPage }: RepositoryViewProps) {
  const { data: repository } = useRepository(id);
  const hasWork = repository?.bare !== true;
  const history = useHistory(id, hasWork);
  const refs = useRefs(id);
  const changes = useChanges(id, { enabled: hasWork });
  useChangesFollowTheFiles(id);
  const [pullRequest, setPullRequest] = useKept<PullRequestPlace | null>(`pull request ${id}`, null);
  const resets = startWidths(window.innerWidth / useScale());
  const [sideWidth, setSideWidth] = useRemembered("side bar", resets.side);
  const [panelWidth, setPanelWidth] = useRemembered("commit panel", resets.panel);
  const [side, setSide] = useRememberedChoice("side bar shown", shown, "shown");
  const [panel, setPanel] = useRememberedChoice("commit panel shown", shown, "shown");
  const grid = useRef<HTMLDivElement>(null);
  const details = useRef<HTMLDivElement>(null);
  const centreBox = useRef<HTMLDivElement>(null);

  const focusPanel = () =>
    (details.current?.querySelector<HTMLElement>('[role="treegrid"], [role="tree"]') ?? details.current)?.focus();
  const focusDiff = () => {
    const view = centreBox.current?.querySelector<HTMLElement>("[data-differences]");
    // While another file's lines still stand there, the view keeps the keyboard for those that come.
    const lines = view?.getAttribute("aria-busy") === "true" ? null : view?.querySelector<HTMLElement>('[role="grid"]');
    (lines ?? view)?.focus();
  };
  const differences = useOpenFile(id, focusDiff, focusPanel);
  const file = fileIn(history, differences.file);

  // The list is drawn with every frame of scrolling; what stands beside it must not be.
  const showCommit = useLatest((commit: string) => {
    setPullRequest(null);
    differences.drop();
    history.chooseCommit(commit);
  });
  const showWork = useLatest(() => {
    setPullRequest(null);
    setPanel("shown");
    history.chooseRow(workRow);
    requestAnimationFrame(focusPanel);
  });
  const showPullRequest = useLatest((account: AccountId, { repository, number }: PullRequest) =>
    setPullRequest({ account, repository, number }),
  );
  const hideSide = useLatest(() => setSide("hidden"));
  const hidePanel = useLatest(() => setPanel("hidden"));
  const showGraph = useLatest(() => setPullRequest(null));
  const enterDetails = useLatest(() => {
    setPanel("shown");
    // The panel may be drawn only now.
    requestAnimationFrame(focusPanel);
  });
  const leaveDetails = useLatest(() => (file === null ? grid.current?.focus() : differences.drop()));
  useReveals(id, (sight) => {
    switch (sight.kind) {
      case "work":
        return showWork();
      case "commit":
        return showCommit(sight.commit);
      case "file":
        showCommit(sight.file.commit);
        return differences.open(sight.file, "enter");
      case "pullRequest":
        return setPullRequest(sight);
    }
  });

  const centre = (
    <div ref={centreBox} className={styles.centre}>
      {side === "hidden" && <Opener side="start" label={sideBarWords.show} onPress={() => setSide("shown")} />}
      {pullRequest !== null ? (
        pullRequestPage(pullRequest, showGraph)
      ) : file !== null ? (
        diff({ file, onOpen: differences.open, onClose: differences.close })
      ) : (
        <Centre
          id={id}
          history={history}
          isShallow={repository?.shallow === true}
          changes={changes.data}
          fault={changes.error}
          grid={grid}
          onDetails={enterDetails}
        />
      )}
      {pullRequest === null && panel === "hidden" && (
        <Opener side="end" label={historyWords.showDetails} onPress={() => setPanel("shown")} />
      )}
    </div>
  );
  const middle =
    pullRequest !== null || panel === "hidden" || (history.list.total === 0 && !history.isWork) ? (
      centre
    ) : (
      <SplitPane
        label={commitWords.width}
        side="end"
        size={panelWidth}
        min={280}
        max={720}
        reset={resets.panel}
        onResize={setPanelWidth}
        pane={
          <Details
            ref={details}
            refs={refs.data}
            commit={history.commit}
            isWork={history.isWork}
            shown={file ?? undefined}
            commitPanel={commitPanel}
            changesPanel={changesPanel}
            onCommit={showCommit}
            onOpen={differences.open}
            onClose={hidePanel}
            onBack={leaveDetails}
          />
        }
      >
        {centre}
      </SplitPane>
    );
  if (side === "hidden") return middle;
  return (
    <SplitPane
      label={sideBarWords.width}
      side="start"
      size={sideWidth}
      min={180}
      max={520}
      reset={resets.side}
      onResize={setSideWidth}
      pane={<SideBar id={id} onCommit={showCommit} onPullRequest={showPullRequest} onHide={hideSide} />}
    >
      {middle}
    </SplitPane>
  );
}

/** The open file, where it belongs to what is chosen. */
function fileIn({ isWork, commit }: History, file: ComparedFile | null): ComparedFile | null {
  if (file === null) return null;
  return ("side" in file ? isWork : !isWork && file.commit === commit) ? file : null;
}

/** Widths to begin with: in a small window the centre must not starve. */
function startWidths(width: number): { side: number; panel: number } {
  const part = (share: number, least: number, most: number) =>
    Math.round(Math.min(most, Math.max(least, width * share)));
  return { side: part(0.2, 200, 240), panel: part(0.28, 280, 400) };
}

/** Brings back a column that was put away. */
function Opener({ side, label, onPress }: { side: "start" | "end"; label: string; onPress: () => void }) {
  return (
    <div className={styles.opener} data-side={side}>
      <IconButton
        label={label}
        icon={side === "start" ? PanelLeftOpen : PanelRightOpen}
        size="small"
        onPress={onPress}
      />
    </div>
  );
}
