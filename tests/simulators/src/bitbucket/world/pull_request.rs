//! Pull requests with their people, comments and tasks; which commits they hold is read from Git.

use super::{RepositoryId, UserId, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PullRequestState {
    Open,
    Merged,
    Declined,
}

impl PullRequestState {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::Merged => "MERGED",
            Self::Declined => "DECLINED",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Unapproved,
    Approved,
    NeedsWork,
}

impl Verdict {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unapproved => "UNAPPROVED",
            Self::Approved => "APPROVED",
            Self::NeedsWork => "NEEDS_WORK",
        }
    }

    pub fn read(text: &str) -> Option<Self> {
        [Self::Unapproved, Self::Approved, Self::NeedsWork].into_iter().find(|each| each.name() == text)
    }
}

/// One end of a pull request. The repository may be gone by now, the branch too.
#[derive(Clone)]
pub(crate) struct Side {
    pub repository: RepositoryId,
    /// Name without `refs/heads/`.
    pub branch: String,
}

#[derive(Clone)]
pub(crate) struct Participant {
    pub user: UserId,
    pub verdict: Verdict,
    pub last_reviewed: Option<String>,
}

impl Participant {
    pub const fn new(user: UserId, verdict: Verdict) -> Self {
        Self { user, verdict, last_reviewed: None }
    }
}

/// A remark in the timeline; a task is one that blocks.
#[derive(Clone)]
pub(crate) struct Comment {
    pub id: u64,
    pub author: UserId,
    pub text: String,
    pub created: i64,
    pub task: bool,
    pub resolved: bool,
}

#[derive(Clone)]
pub(crate) struct PullRequest {
    pub number: u64,
    pub version: u64,
    pub title: String,
    pub description: Option<String>,
    pub state: PullRequestState,
    pub draft: bool,
    /// Milliseconds since 1970, as all times here.
    pub created: i64,
    pub updated: i64,
    pub closed: Option<i64>,
    pub from: Side,
    pub to: Side,
    pub author: UserId,
    pub reviewers: Vec<Participant>,
    pub participants: Vec<Participant>,
    pub comments: Vec<Comment>,
}

impl World {
    /// Adds an open pull request and returns its number in the target repository.
    pub fn add_pull_request(&mut self, author: UserId, from: Side, to: Side, title: &str, created: i64) -> u64 {
        let number = self
            .pull_requests
            .iter()
            .filter(|each| each.to.repository == to.repository)
            .map(|each| each.number)
            .max()
            .unwrap_or(0)
            + 1;
        self.pull_requests.push(PullRequest {
            number,
            version: 0,
            title: title.into(),
            description: None,
            state: PullRequestState::Open,
            draft: false,
            created,
            updated: created,
            closed: None,
            from,
            to,
            author,
            reviewers: Vec::new(),
            participants: Vec::new(),
            comments: Vec::new(),
        });
        number
    }
}
