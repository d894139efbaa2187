//! Jobs: work that can outlive a second.

use serde::Serialize;
use ts_rs::TS;

use super::checkouts::CheckedOut;
use super::ids::{JobId, RepositoryId};
use crate::fault::Fault;

/// A job and how far it is.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What it does, such as `Clone`.
    pub task: Task,
    /// What it is about: a repository's name.
    pub subject: String,
    /// Where it stands.
    pub state: JobState,
    /// When it began, RFC 3339.
    pub started: String,
}

/// Kinds of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Task {
    /// Clone a repository.
    Clone,
    /// Download the files of Git LFS that are missing.
    FetchLfs,
    /// Fetch what is new on remotes.
    Fetch,
    /// Push a branch.
    Push,
    /// Check something out.
    CheckOut,
    /// Make a further work tree.
    AddWorktree,
    /// Bring a work tree that is kept ready up to date, and build it.
    Prebuild,
    /// Ask whether what is followed has moved. Quiet.
    LookForPrebuilds,
    /// Make a repository on a host.
    Create,
    /// Push the first commits of a repository that was made on a host.
    FinishCreation,
    /// Sign in through the browser.
    SignIn,
    /// Examine the connection to a host; units are steps.
    Examine,
}

/// A job's life.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum JobState {
    /// At work.
    Running {
        /// How far.
        progress: Progress,
    },
    /// Done.
    Finished {
        /// The repository it made, if it made one.
        repository: Option<RepositoryId>,
        /// Why files of Git LFS are missing although all else is done: `fetch_lfs` tries again.
        lfs: Option<Fault>,
        /// Why the first commit is not on the host although the repository was made there: `finish_creation` tries again where
        /// it is on this computer, too.
        push: Option<Fault>,
        /// The page of the repository that was made on a host.
        page: Option<String>,
        /// What it checked out.
        checked_out: Option<Box<CheckedOut>>,
    },
    /// It ended in a fault.
    Failed {
        /// Which.
        fault: Fault,
    },
    /// The person ended it; nothing is left behind.
    Cancelled,
}

/// How far a job is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What it does now.
    pub stage: Stage,
    /// Units done in this stage: objects, deltas, files or bytes.
    pub done: u64,
    /// Units in this stage; 0 where unknown.
    pub total: u64,
    /// Files that are whole, in stages whose units are their bytes; else 0.
    pub files_done: u64,
    /// Files in this stage, where its units are their bytes; else 0.
    pub files_total: u64,
    /// Bytes received or sent so far.
    pub bytes: u64,
    /// Bytes a second over the last seconds; 0 where it makes no sense.
    pub bytes_per_second: u64,
    /// The server's last words on the progress channel, control characters made visible.
    pub remote: String,
}

/// Stages of a job.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// Waiting for its turn or for the server.
    #[default]
    Waiting,
    /// The server counts and compresses.
    Preparing,
    /// Objects arrive.
    Receiving,
    /// Deltas are resolved.
    Resolving,
    /// Files are written.
    CheckingOut,
    /// Files of Git LFS arrive; units are bytes.
    Lfs,
    /// Files of Git LFS go out; units are bytes.
    SendingLfs,
    /// Submodules are cloned.
    Submodules,
    /// Objects go out.
    Sending,
    /// A connection is examined.
    Examining,
}
