//! Pull requests over all repositories: what the caller made, and what waits for their review.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::json;

use super::pull_request_lists::{Choice, Role, chosen, rendered};
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{PullRequest, PullRequestState, UserId, Verdict, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/api/{api}/dashboard/pull-requests", get(act(dashboard)))
        .route("/rest/api/{api}/dashboard/pull-request-suggestions", get(act(suggestions)))
        .route("/rest/api/{api}/inbox/pull-requests", get(act(inbox)))
        .route("/rest/api/{api}/inbox/pull-requests/count", get(act(count)))
}

fn readable(ask: &Ask, world: &World, pull: &PullRequest) -> bool {
    world.repository(pull.to.repository).is_some_and(|target| world.repository_level(&ask.caller, target).is_some())
}

fn dashboard(ask: &Ask) -> Answer {
    let me = ask.user()?;
    let found = {
        let world = ask.server.world();
        let user = match ask.query("user") {
            None => me,
            Some(name) => {
                let missing = || Refusal::missing("user.NoSuchUserException", format!("User '{name}' does not exist."));
                world.user_by_name(name).ok_or_else(missing)?.id
            }
        };
        let role = ask.query("role").and_then(Role::read);
        let wanted: Vec<_> = ask.query("participantStatus").into_iter().flat_map(|list| list.split(',')).collect();
        if wanted.iter().any(|text| Verdict::read(text).is_none()) {
            return Err(Refusal::new(StatusCode::BAD_REQUEST, None, "There is no such participantStatus"));
        }
        let since = ask.query("closedSince").and_then(|text| text.parse::<i64>().ok());
        let choice = Choice::read(ask, None)?;
        chosen(ask, &world, choice, |pull| {
            let verdict = Role::verdict(role, pull, user);
            let status = verdict.is_some_and(|verdict| wanted.is_empty() || wanted.contains(&verdict.name()));
            // Seconds, unlike all other times of this interface.
            let recent = since.is_none_or(|since| {
                let limit = crate::bitbucket::server::now() - since * 1000;
                pull.closed.is_none_or(|closed| closed >= limit)
            });
            status && recent && readable(ask, &world, pull)
        })
    };
    rendered(ask, found)
}

/// Open ones in which the user plays the role and, as a reviewer, has not spoken yet.
fn waiting(ask: &Ask, me: UserId, role: Role) -> Result<Vec<PullRequest>, Refusal> {
    let world = ask.server.world();
    let choice = Choice::read(ask, Some(PullRequestState::Open))?;
    Ok(chosen(ask, &world, choice, |pull| {
        let verdict = Role::verdict(Some(role), pull, me);
        let silent = role != Role::Reviewer || verdict == Some(Verdict::Unapproved);
        verdict.is_some() && silent && readable(ask, &world, pull)
    }))
}

fn inbox(ask: &Ask) -> Answer {
    let me = ask.user()?;
    let role = ask.query("role").and_then(Role::read).unwrap_or(Role::Reviewer);
    rendered(ask, waiting(ask, me, role)?)
}

fn count(ask: &Ask) -> Answer {
    let me = ask.user()?;
    Ok(Reply::ok(json!({ "count": waiting(ask, me, Role::Reviewer)?.len() })))
}

fn suggestions(ask: &Ask) -> Answer {
    ask.user()?;
    ask.page(Vec::<()>::new(), |()| json!({}))
}
