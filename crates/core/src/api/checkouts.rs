//! Checking out, here or in a work tree beside the repository.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::AccountId;
use super::repositories::RepositoryPath;

/// What is to be checked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum CheckoutTarget {
    /// A local branch.
    Branch {
        /// Its name, without `refs/heads/`.
        name: String,
    },
    /// A branch of a remote as it was fetched last, through the local branch of its name: that one is made where there is none, and
    /// moved forward where it only lacks commits.
    RemoteBranch {
        /// The remote.
        remote: String,
        /// The branch, without the remote's name.
        name: String,
    },
    /// A commit, and no branch.
    Commit {
        /// Its id in hex, or how that begins.
        id: String,
    },
    /// What a pull request offers, fetched just now: its source branch, from a fork too, which becomes a remote; or, where the
    /// branch is gone or may not be read, its commit as a branch that follows nothing.
    PullRequest {
        /// Who asks.
        account: AccountId,
        /// The repository that it goes to.
        repository: RepositoryPath,
        /// Its number there.
        number: u64,
    },
}

/// What became of a checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedOut {
    /// The branch; none where HEAD is on none now.
    pub branch: Option<String>,
    /// The commit, in hex.
    pub commit: String,
    /// True where the branch was made.
    pub made: bool,
    /// The remote that was added for it.
    pub remote: Option<String>,
    /// What the hook `post-checkout` said where it ended with an error. The checkout stands.
    pub hook: Option<String>,
    /// Why the pull request's branch could not be had, so that its commit alone was.
    pub without: Option<SourceMissing>,
}

/// Why the source branch of a pull request can't be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SourceMissing {
    /// It was deleted.
    Branch,
    /// Its repository was deleted, or may not be read.
    Repository,
}
