//! Pull requests, as the contract shows them.

use crate::api::pull_requests::{
    MergeOutlook, PullRequest, PullRequestEnd, PullRequestFilter, PullRequestState, ReviewVerdict, Reviewer,
};
use crate::views::hosts::user;
use crate::views::repositories::{path, path_of};

pub(crate) fn filter(filter: PullRequestFilter) -> forge::PullRequestFilter {
    match filter {
        PullRequestFilter::Mine => forge::PullRequestFilter::Mine,
        PullRequestFilter::ToReview => forge::PullRequestFilter::ToReview,
        PullRequestFilter::Of { repository, state } => {
            forge::PullRequestFilter::Of { repository: path_of(repository), state: state.map(state_of) }
        }
    }
}

pub(crate) fn pull_request(found: forge::PullRequest) -> PullRequest {
    PullRequest {
        repository: path(found.repository),
        number: found.number,
        title: found.title,
        description: found.description,
        state: match found.state {
            forge::PullRequestState::Open => PullRequestState::Open,
            forge::PullRequestState::Merged => PullRequestState::Merged,
            forge::PullRequestState::Declined => PullRequestState::Declined,
            forge::PullRequestState::Unknown => PullRequestState::Unknown,
        },
        draft: found.draft,
        author: user(found.author),
        reviewers: found.reviewers.into_iter().map(reviewer).collect(),
        participants: found.participants.into_iter().map(user).collect(),
        from: end(found.from),
        to: end(found.to),
        created: found.created.to_string(),
        updated: found.updated.to_string(),
        comments: found.comments,
        open_tasks: found.open_tasks,
        merge: match found.merge {
            forge::MergeOutlook::Clean => MergeOutlook::Clean,
            forge::MergeOutlook::Conflicted => MergeOutlook::Conflicted,
            forge::MergeOutlook::Unknown => MergeOutlook::Unknown,
        },
        url: found.url.to_string(),
        seen: None,
    }
}

fn reviewer(found: forge::Reviewer) -> Reviewer {
    Reviewer {
        user: user(found.user),
        verdict: match found.verdict {
            forge::ReviewVerdict::Approved => ReviewVerdict::Approved,
            forge::ReviewVerdict::NeedsWork => ReviewVerdict::NeedsWork,
            forge::ReviewVerdict::Waiting => ReviewVerdict::Waiting,
        },
        outdated: found.outdated,
    }
}

fn end(end: forge::PullRequestEnd) -> PullRequestEnd {
    PullRequestEnd { branch: end.branch, commit: end.commit, repository: end.repository.map(path), deleted: end.deleted }
}

fn state_of(state: PullRequestState) -> forge::PullRequestState {
    match state {
        PullRequestState::Open => forge::PullRequestState::Open,
        PullRequestState::Merged => forge::PullRequestState::Merged,
        PullRequestState::Declined => forge::PullRequestState::Declined,
        PullRequestState::Unknown => forge::PullRequestState::Unknown,
    }
}
