//! Prebuilds on this computer: work trees that are kept ready for what one follows, and what the person's own command says of
//! their commits.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{AccountId, JobId};
use super::repositories::RepositoryPath;
use crate::fault::Fault;

/// What is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Followed {
    /// A branch of a remote.
    Branch {
        /// The remote.
        remote: String,
        /// The branch, without the remote's name.
        name: String,
    },
    /// A pull request that goes to a repository which a remote leads to.
    PullRequest {
        /// Who asks.
        account: AccountId,
        /// The repository that it goes to.
        repository: RepositoryPath,
        /// Its number there.
        number: u64,
    },
}

/// The prebuilds of a repository.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Prebuilds {
    /// How they are built.
    pub plan: PrebuildPlan,
    /// True where the person allowed the repository to run programs: without it each commit is asked about.
    pub trusted: bool,
    /// What is followed, whatever was added last at the end.
    pub prebuilds: Vec<Prebuild>,
    /// What the command said of commits, the newest first.
    pub results: Vec<PrebuildResult>,
}

/// How the commits of a repository are built. It is the person's and lies with Bough, never in the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrebuildPlan {
    /// A line for the person's shell, run in the ready work tree. It finds what it is about in its environment: `BOUGH_COMMIT`,
    /// `BOUGH_BRANCH`, `BOUGH_PULL_REQUEST`. None: work trees are kept ready and nothing is run.
    pub command: Option<String>,
    /// Whether the result is told to the host as a build status.
    pub publish: bool,
}

/// Something that is followed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Prebuild {
    /// What.
    pub followed: Followed,
    /// The commit that is ready, in hex.
    pub commit: Option<String>,
    /// Where the work tree is; none before the first one is there.
    pub folder: Option<String>,
    /// How it stands.
    pub state: PrebuildState,
}

/// How a prebuild stands.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PrebuildState {
    /// Nothing has come yet.
    Waiting,
    /// It is fetched, checked out or built.
    Preparing {
        /// The job that does it.
        job: JobId,
    },
    /// The work tree is ready; what the command said of it is among the results.
    Ready,
    /// The work tree is ready, and its commit is not built before the person says so.
    Asks {
        /// Why.
        why: AskedBecause,
    },
    /// Somebody works in the work tree: it is left as it is, at an older commit.
    InUse,
    /// It could not be brought up to date.
    Failed {
        /// Why.
        fault: Fault,
    },
}

/// Why a commit is built only when the person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AskedBecause {
    /// It comes from a fork: others write there.
    Fork,
    /// The repository is not trusted to run programs.
    Untrusted,
}

/// What the command said of a commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrebuildResult {
    /// The commit, in hex.
    pub commit: String,
    /// How it went.
    pub outcome: PrebuildOutcome,
    /// When it began, RFC 3339.
    pub began: String,
    /// Why the host was not told, where it should have been.
    pub unpublished: Option<Fault>,
}

/// How the command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PrebuildOutcome {
    /// At work.
    Running,
    /// It ended with 0.
    Passed,
    /// It did not.
    Failed {
        /// What it ended with; none where a signal ended it.
        code: Option<i32>,
    },
    /// The person ended it, or Bough ended before it did.
    Interrupted,
}

/// What the command said, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrebuildLog {
    /// The last of it, control characters made visible. Hostile.
    pub text: String,
}

/// What becomes of a work tree with something of the person's in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WorkThere {
    /// Nothing is done: the person is to be asked.
    Ask,
    /// It stays, as any other work tree.
    Keep,
    /// It is given up.
    Lose,
}

/// What would be lost with a work tree.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorktreeLoss {
    /// Files with changes that are not committed, at most fifty.
    pub files: Vec<String>,
    /// How many there are in truth.
    pub files_total: u32,
    /// First lines of commits that nothing else has, at most fifty.
    pub commits: Vec<String>,
    /// How many there are in truth.
    pub commits_total: u32,
    /// Where the work tree was kept because of them; none: it is gone.
    pub kept: Option<String>,
}
