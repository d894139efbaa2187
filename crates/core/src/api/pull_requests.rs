//! Pull requests and their reviewers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hosts::User;
use super::repositories::RepositoryPath;
use super::seen::Seen;

/// Which pull requests to list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum PullRequestFilter {
    /// I made them, in all repositories; open ones.
    Mine,
    /// They wait for my verdict, in all repositories.
    ToReview,
    /// Those of one repository.
    Of {
        /// The repository.
        repository: RepositoryPath,
        /// Open, merged, declined; none: all.
        state: Option<PullRequestState>,
    },
}

/// A pull request's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PullRequestState {
    /// Open.
    Open,
    /// Its commits are in the target.
    Merged,
    /// Given up.
    Declined,
    /// A state this version of Bough does not know.
    Unknown,
}

/// A pull request.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PullRequest {
    /// The repository it goes to.
    pub repository: RepositoryPath,
    /// Its number there.
    pub number: u64,
    /// Its title.
    pub title: String,
    /// Markdown; may be empty. Hostile text.
    pub description: String,
    /// Its state.
    pub state: PullRequestState,
    /// Not ready yet.
    pub draft: bool,
    /// Who made it.
    pub author: User,
    /// Everybody asked to review, with the verdict of each.
    pub reviewers: Vec<Reviewer>,
    /// Others who took part.
    pub participants: Vec<User>,
    /// Where its commits are.
    pub from: PullRequestEnd,
    /// Where they go.
    pub to: PullRequestEnd,
    /// When it was made, RFC 3339.
    pub created: String,
    /// When it changed last, RFC 3339.
    pub updated: String,
    /// Comments.
    pub comments: u32,
    /// Open tasks.
    pub open_tasks: u32,
    /// Whether it can be merged, as far as the server said.
    pub merge: MergeOutlook,
    /// Its page.
    pub url: String,
    /// Where it was asked for by itself and is not from now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub seen: Option<Seen>,
}

/// One end of a pull request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PullRequestEnd {
    /// Branch without `refs/heads/`.
    pub branch: String,
    /// Its commit.
    pub commit: String,
    /// Its repository; none where it was deleted or may not be read.
    pub repository: Option<RepositoryPath>,
    /// True where the branch was found to be gone; false where it exists or nobody looked.
    pub deleted: bool,
}

/// Somebody who was asked to review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reviewer {
    /// Who.
    pub user: User,
    /// What they said.
    pub verdict: ReviewVerdict,
    /// True where the verdict is about older commits than the present ones.
    pub outdated: bool,
}

/// What a reviewer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReviewVerdict {
    /// Yes.
    Approved,
    /// Not yet: "needs work", or "requested changes" from 8.10 on.
    NeedsWork,
    /// Nothing so far.
    Waiting,
}

/// Whether a pull request can be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MergeOutlook {
    /// Without conflicts.
    Clean,
    /// With conflicts.
    Conflicted,
    /// The server did not say.
    Unknown,
}
