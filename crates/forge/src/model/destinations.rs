//! What addresses lead to.

use super::repositories::RepositoryPath;

/// A repository, and what of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The repository.
    pub path: RepositoryPath,
    /// What of it.
    pub target: Target,
}

/// Something in a repository. Names are as the address says them: plausible, but perhaps of nothing that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The repository itself.
    Repository,
    /// A branch or tag: a full name (`refs/heads/…`) or a short one.
    Revision {
        /// Its name.
        name: String,
    },
    /// A commit.
    Commit {
        /// Its id in hex, or how that begins.
        id: String,
    },
    /// A file or a folder.
    File {
        /// Where it is in the repository, with `/`.
        path: String,
        /// At which branch, tag or commit; none: the default branch.
        at: Option<String>,
        /// The lines that are meant, from 1.
        lines: Option<(u32, u32)>,
    },
    /// A pull request.
    PullRequest {
        /// Its number.
        number: u64,
    },
}
