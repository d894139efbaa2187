//! `bough prs` and `bough pr`: pull requests and what their reviewers say.

use bough_core::Core;
use bough_core::api::pull_requests::{
    MergeOutlook, PullRequest, PullRequestEnd, PullRequestFilter, PullRequestState, ReviewVerdict, Reviewer,
};
use bough_core::api::{GetPullRequest, ListPullRequests};
use bough_core::fault::Fault;

use crate::age;
use crate::arguments::State;
use crate::commands::{account, checked_path};
use crate::output::{Output, table};

/// Whoever needs more has a window.
const MOST: usize = 500;

pub async fn list(
    core: &Core,
    output: &Output,
    to_review: bool,
    repository: Option<&str>,
    state: State,
    host: Option<&str>,
) -> Result<(), Fault> {
    let filter = match (repository.map(checked_path).transpose()?, to_review) {
        (Some(repository), _) => PullRequestFilter::Of { repository, state: state_of(state) },
        (None, true) => PullRequestFilter::ToReview,
        (None, false) => PullRequestFilter::Mine,
    };
    let account = account(core, host).await?;
    let mut found: Vec<PullRequest> = Vec::new();
    let (mut cursor, mut seen) = (None, None);
    loop {
        let page = core.run(ListPullRequests { account: account.id, filter: filter.clone(), cursor, at_once: None }).await?;
        found.extend(page.items);
        cursor = page.next;
        seen = seen.or(page.seen);
        if cursor.is_none() || found.len() >= MOST {
            break;
        }
    }
    if cursor.is_some() {
        output.note(&format!("There are more than {MOST}."));
    }
    output.answer(&found, |found| table(&found.iter().map(row).collect::<Vec<_>>()));
    age::tell(output, seen)
}

pub async fn show(core: &Core, output: &Output, repository: &str, number: u64, host: Option<&str>) -> Result<(), Fault> {
    let repository = checked_path(repository)?;
    let account = account(core, host).await?;
    let found = core.run(GetPullRequest { account: account.id, repository, number, at_once: None }).await?;
    output.answer(&found, lines);
    age::tell(output, found.seen)
}

fn row(found: &PullRequest) -> Vec<String> {
    vec![
        format!("{}/{}#{}", found.repository.project, found.repository.slug, found.number),
        state(found).into(),
        found.title.clone(),
        found.author.display_name.clone(),
        found
            .reviewers
            .iter()
            .map(|reviewer| format!("{} {}", mark(reviewer), reviewer.user.name))
            .collect::<Vec<_>>()
            .join(", "),
    ]
}

fn lines(found: &PullRequest) -> Vec<String> {
    let mut lines = vec![
        format!("{}/{}#{}  {}", found.repository.project, found.repository.slug, found.number, found.title),
        format!("{} by {} ({})", state(found), found.author.display_name, found.author.name),
        format!("{} -> {}", end(&found.from), end(&found.to)),
    ];
    lines.push(match found.merge {
        MergeOutlook::Clean => "It can be merged without conflicts.".into(),
        MergeOutlook::Conflicted => "It has conflicts.".into(),
        MergeOutlook::Unknown => "The server did not say whether it can be merged.".into(),
    });
    if found.comments > 0 || found.open_tasks > 0 {
        lines.push(format!("{} comments, {} open tasks", found.comments, found.open_tasks));
    }
    lines.push("Reviewers:".into());
    let reviewers = found.reviewers.iter().map(|reviewer| {
        let outdated = if reviewer.outdated { "about older commits" } else { "" };
        vec![String::new(), reviewer.user.display_name.clone(), verdict(reviewer.verdict).into(), outdated.into()]
    });
    lines.extend(table(&reviewers.collect::<Vec<_>>()));
    if found.reviewers.is_empty() {
        lines.push("  nobody".into());
    }
    lines.push(found.url.clone());
    if !found.description.is_empty() {
        lines.push(String::new());
        lines.push(found.description.clone());
    }
    lines
}

fn end(end: &PullRequestEnd) -> String {
    let repository = end.repository.as_ref().map(|path| format!("{}/{}:", path.project, path.slug)).unwrap_or_default();
    format!("{repository}{}{}", end.branch, if end.deleted { " (deleted)" } else { "" })
}

fn state(found: &PullRequest) -> &'static str {
    match found.state {
        PullRequestState::Open if found.draft => "draft",
        PullRequestState::Open => "open",
        PullRequestState::Merged => "merged",
        PullRequestState::Declined => "declined",
        PullRequestState::Unknown => "unknown",
    }
}

fn verdict(verdict: ReviewVerdict) -> &'static str {
    match verdict {
        ReviewVerdict::Approved => "approved",
        ReviewVerdict::NeedsWork => "needs work",
        ReviewVerdict::Waiting => "waiting",
    }
}

fn mark(reviewer: &Reviewer) -> &'static str {
    match reviewer.verdict {
        ReviewVerdict::Approved => "+",
        ReviewVerdict::NeedsWork => "-",
        ReviewVerdict::Waiting => "?",
    }
}

fn state_of(state: State) -> Option<PullRequestState> {
    match state {
        State::Open => Some(PullRequestState::Open),
        State::Merged => Some(PullRequestState::Merged),
        State::Declined => Some(PullRequestState::Declined),
        State::All => None,
    }
}
