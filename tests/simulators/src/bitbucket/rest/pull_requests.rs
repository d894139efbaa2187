//! Pull requests of a repository: lists, single ones, whether they can be merged.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::json;

use super::below_repository;
use super::pull_request_edits::{create, update};
use super::pull_request_lists::{Choice, chosen, rendered};
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::tips::Tips;
use crate::bitbucket::world::{Level, PullRequest, PullRequestState, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/pull-requests", || get(act(list)).post(act(create)))
        .merge(below_repository("/pull-requests/{number}", || get(act(one)).put(act(update))))
        .merge(below_repository("/pull-requests/{number}/merge", || get(act(mergeable))))
}

fn list(ask: &Ask) -> Answer {
    let found = {
        let world = ask.server.world();
        let repository = ask.repository(&world, Level::Read)?;
        let outgoing = ask.query("direction") == Some("OUTGOING");
        let choice = Choice::read(ask, Some(PullRequestState::Open))?;
        let here = |pull: &PullRequest| {
            let side = if outgoing { &pull.from } else { &pull.to };
            // `at` is compared as it is: only a full ref finds anything.
            let at = ask.query("at").is_none_or(|at| at == format!("refs/heads/{}", side.branch));
            side.repository == repository.id && at
        };
        chosen(ask, &world, choice, here)
    };
    rendered(ask, found)
}

/// The pull request a path names, for callers who may read the target.
pub(super) fn named(ask: &Ask, world: &World) -> Result<PullRequest, Refusal> {
    let repository = ask.repository(world, Level::Read)?;
    ask.pull_request(world, &repository)
}

/// A pull request as an answer, with what Git says about it now.
pub(super) fn shown(ask: &Ask, pull: &PullRequest) -> Result<serde_json::Value, Refusal> {
    let (_, state) = Tips::new(&ask.server).of(pull)?;
    let world = ask.server.world();
    // Reading the tips may have moved it on.
    let pull = world.pull_request(pull.to.repository, pull.number).unwrap_or(pull);
    Ok(ask.pen(&world).pull_request(pull, &state))
}

fn one(ask: &Ask) -> Answer {
    let pull = {
        let world = ask.server.world();
        named(ask, &world)?
    };
    Ok(Reply::ok(shown(ask, &pull)?))
}

fn mergeable(ask: &Ask) -> Answer {
    let pull = {
        let world = ask.server.world();
        named(ask, &world)?
    };
    if pull.state != PullRequestState::Open {
        return Err(closed(&pull));
    }
    let (_, state) = Tips::new(&ask.server).of(&pull)?;
    let conflicted = state.conflicted == Some(true);
    let mut vetoes = Vec::new();
    if pull.draft {
        let summary = "This pull request is a draft";
        vetoes.push(json!({ "summaryMessage": summary, "detailedMessage": "Mark it as ready for review before you merge it." }));
    }
    if pull.comments.iter().any(|each| each.task && !each.resolved) {
        let detail = "Resolve all tasks before you merge this pull request.";
        vetoes.push(json!({ "summaryMessage": "There are open tasks", "detailedMessage": detail }));
    }
    Ok(Reply::ok(json!({
        "canMerge": !conflicted && vetoes.is_empty(),
        "conflicted": conflicted,
        "outcome": if conflicted { "CONFLICTED" } else { "CLEAN" },
        "vetoes": vetoes,
    })))
}

pub(super) fn closed(pull: &PullRequest) -> Refusal {
    let done = if pull.state == PullRequestState::Merged { "merged" } else { "declined" };
    let message = format!("This pull request has already been {done}.");
    Refusal::conflict("pull.IllegalPullRequestStateException", message)
}
