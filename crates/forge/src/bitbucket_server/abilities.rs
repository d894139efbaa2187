//! What a token allows. The server has no such question, so each ability is tried by something that changes nothing.
//!
//! A list filtered by permission tells what the *account* may do. Whether the *token* may, too, is told by reading what
//! only that permission lets read: for a push Git's own greeting, for administration the list of who has permissions.

use net::{Response, Url};
use serde::de::DeserializeOwned;

use super::faults::{Asking, fault, is_success, told, user_name};
use super::paging;
use super::rest::Rest;
use super::{convert, wire};
use crate::error::{Error, SignInReason};
use crate::model::hosts::{AbilityCheck, TokenAbility, Verdict};

const ASKING: Asking<'static> = Asking { what: "", missing: "" };
/// Pages that are looked through for one item: permissions leave holes.
const PAGES: usize = 5;

/// Tries all abilities, one after the other: a token that is not accepted must not be tried again and again.
pub(super) async fn check(rest: &Rest, generation: u32) -> Result<Vec<AbilityCheck>, Error> {
    let found = |ability, (verdict, detail)| AbilityCheck { ability, verdict, detail };
    Ok(vec![
        found(TokenAbility::Identity, identity(rest).await?),
        found(TokenAbility::ReadRepositories, read_repositories(rest).await?),
        found(TokenAbility::ReadPullRequests, read_pull_requests(rest).await?),
        found(TokenAbility::WriteRepositories, write(rest).await?),
        found(TokenAbility::CreateRepositories, create(rest, generation).await?),
        found(TokenAbility::AdministerRepositories, administer(rest).await?),
        found(TokenAbility::AddSshKeys, add_ssh_keys(rest).await?),
    ])
}

type Tried = (Verdict, String);

async fn identity(rest: &Rest) -> Result<Tried, Error> {
    let response = ask(rest, rest.api(&["application-properties"])).await?;
    if user_name(&response).is_none() {
        // Anybody may read this: not being known is what tells that the token is not accepted.
        return Err(Error::SignIn { reason: SignInReason::Rejected, detail: told(&response) });
    }
    Ok(judged(&response))
}

async fn read_repositories(rest: &Rest) -> Result<Tried, Error> {
    Ok(judged(&ask(rest, permitted(rest, "repos", "REPO_READ")).await?))
}

async fn read_pull_requests(rest: &Rest) -> Result<Tried, Error> {
    let response = ask(rest, rest.api(&["inbox", "pull-requests", "count"])).await?;
    if response.status != 404 {
        return Ok(judged(&response));
    }
    let mut url = rest.api(&["dashboard", "pull-requests"]);
    url.query_pairs_mut().append_pair("limit", "1");
    Ok(judged(&ask(rest, url).await?))
}

async fn write(rest: &Rest) -> Result<Tried, Error> {
    let (repository, tried) = match first::<wire::Repository>(rest, "repos", "REPO_WRITE").await? {
        Ok(found) => found,
        Err(tried) => return Ok(tried),
    };
    let Some(project) = repository.project else { return Ok((Verdict::Unknown, tried)) };
    match rest.ask_to_push(&project.key, &repository.slug).await {
        Ok(response) if refuses(&response.body) => Ok((Verdict::Refused, told(&response))),
        Ok(response) => Ok(judged_by(&response, response.header("Content-Type").is_some_and(is_greeting))),
        // A refusal is short.
        Err(Error::Net(net::Error::TooLarge { .. })) => Ok((Verdict::Allowed, format!("{tried} Git would take a push."))),
        Err(Error::Net(error @ net::Error::RedirectedAway { .. })) => Ok((Verdict::Unknown, error.to_string())),
        Err(other) => Err(other),
    }
}

async fn create(rest: &Rest, generation: u32) -> Result<Tried, Error> {
    match first::<wire::Project>(rest, "projects", "PROJECT_ADMIN").await? {
        Ok((project, _)) => reads(rest, rest.api(&["projects", &project.key, "permissions", "users"])).await,
        // From 8.x on a permission of its own allows it, and no list is filtered by that one.
        Err((Verdict::Refused, detail)) if generation >= 8 => Ok((Verdict::Unknown, detail)),
        Err(tried) => Ok(tried),
    }
}

async fn administer(rest: &Rest) -> Result<Tried, Error> {
    let (repository, tried) = match first::<wire::Repository>(rest, "repos", "REPO_ADMIN").await? {
        Ok(found) => found,
        Err(tried) => return Ok(tried),
    };
    let Some(project) = repository.project else { return Ok((Verdict::Unknown, tried)) };
    let project = convert::project_key(&project.key);
    reads(rest, rest.api(&["projects", &project, "repos", &repository.slug, "permissions", "users"])).await
}

async fn add_ssh_keys(rest: &Rest) -> Result<Tried, Error> {
    // That keys can be read says nothing about adding one.
    let (verdict, detail) = reads(rest, rest.ssh("keys")).await?;
    Ok((if verdict == Verdict::Allowed { Verdict::Unknown } else { verdict }, detail))
}

async fn reads(rest: &Rest, mut url: Url) -> Result<Tried, Error> {
    url.query_pairs_mut().append_pair("limit", "1");
    Ok(judged(&ask(rest, url).await?))
}

/// The first item for which the account has a permission, and what was asked; or the verdict where there is none.
async fn first<W: DeserializeOwned>(rest: &Rest, list: &str, permission: &str) -> Result<Result<(W, String), Tried>, Error> {
    let (mut start, mut url) = (0, permitted(rest, list, permission));
    let mut asked = String::new();
    for _ in 0..PAGES {
        let response = ask(rest, url).await?;
        if !is_success(response.status) || response.is_web_page() {
            return Ok(Err(judged(&response)));
        }
        asked = told(&response);
        let page = paging::open(&response, start, Some)?;
        if let Some(item) = page.items.into_iter().next() {
            return Ok(Ok((item, asked)));
        }
        let Some(next) = page.next.and_then(|next| next.parse().ok()) else {
            return Ok(Err((Verdict::Refused, format!("{asked}. There is none for which the account has {permission}."))));
        };
        start = next;
        url = permitted(rest, list, permission);
        url.query_pairs_mut().append_pair("start", &start.to_string());
    }
    Ok(Err((Verdict::Unknown, asked)))
}

fn permitted(rest: &Rest, list: &str, permission: &str) -> Url {
    let mut url = rest.api(&[list]);
    url.query_pairs_mut().append_pair("permission", permission).append_pair("limit", "1");
    url
}

/// An answer, whatever it is; but whoever is locked out is not asked for more.
async fn ask(rest: &Rest, url: Url) -> Result<Response, Error> {
    let response = rest.ask(url).await?;
    if matches!(response.status, 401 | 403)
        && let locked @ Error::SignIn { reason: SignInReason::Captcha, .. } = fault(&response, ASKING)
    {
        return Err(locked);
    }
    Ok(response)
}

fn judged(response: &Response) -> Tried {
    judged_by(response, user_name(response).is_some() && !response.is_web_page())
}

fn judged_by(response: &Response, answered: bool) -> Tried {
    let verdict = match response.status {
        status if is_success(status) && answered => Verdict::Allowed,
        401 | 403 => Verdict::Refused,
        _ => Verdict::Unknown,
    };
    (verdict, told(response))
}

fn is_greeting(content_type: &str) -> bool {
    content_type.starts_with("application/x-git-receive-pack-advertisement")
}

/// Git's own way to say no, with a status of success: a packet that begins with `ERR `.
fn refuses(mut body: &[u8]) -> bool {
    while let Some((head, rest)) = body.split_at_checked(4) {
        let Some(length) = std::str::from_utf8(head).ok().and_then(|hex| usize::from_str_radix(hex, 16).ok()) else { break };
        if rest.starts_with(b"ERR ") && length > 4 {
            return true;
        }
        let Some(after) = rest.get(length.saturating_sub(4)..) else { break };
        body = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn git_says_no_in_a_packet() {
        assert!(refuses(b"001f# service=git-receive-pack\n0000002bERR You are not permitted to push here\n"));
        assert!(refuses(b"0014ERR not allowed!"));
        assert!(!refuses(b"001f# service=git-receive-pack\n000000b2e1b2 refs/heads/ERR \0report-status"));
        assert!(!refuses(b""));
        assert!(!refuses(b"<html>ERR no</html>"));
        assert!(!refuses(b"0000000000000000"));
    }
}
