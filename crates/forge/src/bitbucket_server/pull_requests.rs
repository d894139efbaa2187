//! Pull requests.

use super::faults::{Asking, checked, user_name};
use super::paging::{self, page, start};
use super::rest::{Rest, parse};
use super::{convert, identity, repositories, wire};
use crate::error::Error;
use crate::model::page::{Page, PageRequest};
use crate::model::pull_requests::{MergeOutlook, PullRequest, PullRequestState, ReviewVerdict};
use crate::model::repositories::RepositoryPath;

const ASKING: Asking<'static> = Asking { what: "the pull requests", missing: "Repository permissions: write" };
const USUAL: u32 = 50;

/// Open ones of the account, in all repositories.
pub(super) async fn mine(rest: &Rest, request: &PageRequest) -> Result<Page<PullRequest>, Error> {
    let mut url = rest.api(&["dashboard", "pull-requests"]);
    url.query_pairs_mut().extend_pairs([("role", "AUTHOR"), ("state", "OPEN"), ("order", "NEWEST")]);
    page(rest, url, request, ASKING, |found| convert::pull_request(rest.base(), found, None)).await
}

/// Open ones that wait for the account's verdict, in all repositories.
pub(super) async fn to_review(rest: &Rest, request: &PageRequest) -> Result<Page<PullRequest>, Error> {
    let from = start(request)?;
    let limit = request.limit.unwrap_or(USUAL);
    let mut url = rest.api(&["dashboard", "pull-requests"]);
    let wanted = [("role", "REVIEWER"), ("state", "OPEN"), ("participantStatus", "UNAPPROVED"), ("order", "NEWEST")];
    url.query_pairs_mut().extend_pairs(wanted);
    let mut response = rest.ask(paging::placed(url, from, limit)).await?;
    if response.status == 404 {
        // The dashboard came with 4.10; the inbox was there before it.
        let mut url = rest.api(&["inbox", "pull-requests"]);
        url.query_pairs_mut().append_pair("role", "REVIEWER");
        response = rest.ask(paging::placed(url, from, limit)).await?;
    }
    let response = checked(response, ASKING)?;
    let mut page = paging::open(&response, from, |found| convert::pull_request(rest.base(), found, None))?;
    if let Some(me) = user_name(&response) {
        // Servers that don't know the filter for the status give those with a verdict, too.
        page.items.retain(|found| waits_for(found, me));
    }
    Ok(page)
}

/// False where the user has given a verdict already.
fn waits_for(found: &PullRequest, me: &str) -> bool {
    let mine = found.reviewers.iter().find(|reviewer| identity::names(me, &reviewer.user));
    mine.is_none_or(|reviewer| reviewer.verdict == ReviewVerdict::Waiting)
}

/// Those of one repository.
pub(super) async fn of(
    rest: &Rest,
    path: &RepositoryPath,
    state: Option<PullRequestState>,
    request: &PageRequest,
) -> Result<Page<PullRequest>, Error> {
    let what = repositories::named(path);
    let state = match state {
        Some(PullRequestState::Open) => "OPEN",
        Some(PullRequestState::Merged) => "MERGED",
        Some(PullRequestState::Declined) => "DECLINED",
        Some(PullRequestState::Unknown) | None => "ALL",
    };
    let mut url = rest.api(&["projects", &path.project, "repos", &path.slug, "pull-requests"]);
    url.query_pairs_mut().extend_pairs([("state", state), ("order", "NEWEST")]);
    let asking = Asking { what: &what, ..ASKING };
    page(rest, url, request, asking, |found| convert::pull_request(rest.base(), found, Some(path))).await
}

/// One pull request, whether its source branch still exists, and whether it can be merged.
pub(super) async fn one(rest: &Rest, path: &RepositoryPath, number: u64) -> Result<PullRequest, Error> {
    let what = format!("the pull request {number} of {}/{}", path.project, path.slug);
    let at = |steps: &[&str]| {
        let mut url = rest.api(&["projects", &path.project, "repos", &path.slug, "pull-requests", &number.to_string()]);
        net::extend(&mut url, steps.iter().copied());
        url
    };
    let found = rest.read(at(&[]), Asking { what: &what, ..ASKING }).await?;
    let unreadable = || Error::Unreadable { detail: format!("The answer about {what} makes no sense.") };
    let mut found = convert::pull_request(rest.base(), found, Some(path)).ok_or_else(unreadable)?;
    if let Some(source) = &found.from.repository {
        found.from.deleted = is_gone(rest, source, &found.from.branch).await?;
    }
    if found.state == PullRequestState::Open && found.merge == MergeOutlook::Unknown {
        // A single one comes without this property on most versions. Refusals are not worth an error: it says less then.
        let response = rest.ask(at(&["merge"])).await?;
        let told = checked(response, ASKING).and_then(|response| parse::<wire::Mergeability>(&response));
        found.merge = told.map_or(MergeOutlook::Unknown, |result| convert::outlook(&result));
    }
    Ok(found)
}

/// True where the branch was looked for and is not there. Where looking is not allowed nobody knows.
async fn is_gone(rest: &Rest, source: &RepositoryPath, branch: &str) -> Result<bool, Error> {
    match repositories::has_branch(rest, source, branch).await {
        Ok(there) => Ok(!there),
        Err(Error::NotFound { .. } | Error::Denied { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}
