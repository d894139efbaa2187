//! What belongs to one pull request: its activities, commits and changed files.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};

use super::below_repository;
use super::pull_requests::named;
use crate::bitbucket::answer::Reply;
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::{Walk, changes, commits};
use crate::bitbucket::server::Server;
use crate::bitbucket::tips::Tips;
use crate::bitbucket::wire::{PullState, change_json};
use crate::bitbucket::world::{PullRequest, PullRequestState, UserId, Verdict};

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/pull-requests/{number}/activities", || get(act(activities)))
        .merge(below_repository("/pull-requests/{number}/commits", || get(act(list_commits))))
        .merge(below_repository("/pull-requests/{number}/changes", || get(act(list_changes))))
}

/// Time, who, which action, and what more there is to say.
type Event = (i64, UserId, &'static str, Option<usize>);

fn events(pull: &PullRequest) -> Vec<Event> {
    let mut events: Vec<Event> = vec![(pull.created, pull.author, "OPENED", None)];
    events.extend(pull.comments.iter().enumerate().map(|(n, each)| (each.created, each.author, "COMMENTED", Some(n))));
    let end = pull.closed.unwrap_or(pull.updated);
    for reviewer in &pull.reviewers {
        match reviewer.verdict {
            Verdict::Unapproved => {}
            Verdict::Approved => events.push((end - 60_000, reviewer.user, "APPROVED", None)),
            Verdict::NeedsWork => events.push((end - 60_000, reviewer.user, "REVIEWED", None)),
        }
    }
    match pull.state {
        PullRequestState::Open => {}
        PullRequestState::Merged => events.push((end, pull.author, "MERGED", None)),
        PullRequestState::Declined => events.push((end, pull.author, "DECLINED", None)),
    }
    events.sort_by_key(|event| Reverse(event.0));
    events
}

fn look(ask: &Ask) -> Result<(PullRequest, std::path::PathBuf, PullState), crate::bitbucket::answer::Refusal> {
    let pull = {
        let world = ask.server.world();
        named(ask, &world)?
    };
    let (folder, state) = Tips::new(&ask.server).of(&pull)?;
    Ok((pull, folder, state))
}

fn activities(ask: &Ask) -> Answer {
    let pull = {
        let world = ask.server.world();
        named(ask, &world)?
    };
    let world = ask.server.world();
    let number = pull.number * 1000;
    let all: Vec<_> = events(&pull).into_iter().enumerate().collect();
    ask.page(all, |(n, (time, user, action, comment))| {
        let pen = ask.pen(&world);
        let mut written = json!({
            "id": number + 999 - n as u64,
            "createdDate": pen.time(time),
            "user": pen.user(user),
            "action": action,
        });
        if let Some(comment) = comment.and_then(|n| pull.comments.get(n)) {
            written["commentAction"] = json!("ADDED");
            written["comment"] = pen.comment(comment, pull.to.repository);
        }
        written
    })
}

fn list_commits(ask: &Ask) -> Answer {
    let (_, folder, state) = look(ask)?;
    let (style, paging) = (&ask.server.switches.paging, ask.paging());
    let count = style.count(paging);
    let walk = Walk {
        until: &state.from_commit,
        since: Some(&state.to_commit),
        skip: style.first(paging),
        count: count + 1,
        ..Walk::default()
    };
    let mut found = if state.from_commit.is_empty() { Vec::new() } else { commits(&folder, &walk)? };
    let more = found.len() > count;
    found.truncate(count);
    let world = ask.server.world();
    let values: Vec<_> = found.iter().map(|each| ask.pen(&world).commit(each)).collect();
    Ok(Reply::ok(style.envelope(paging, &values, more)))
}

/// One page with everything, whatever was asked for.
fn list_changes(ask: &Ask) -> Answer {
    let (_, folder, state) = look(ask)?;
    let values: Vec<Value> = if state.from_commit.is_empty() {
        Vec::new()
    } else {
        changes(&folder, &state.to_commit, &state.from_commit)?.iter().map(change_json).collect()
    };
    Ok(Reply::ok(json!({
        "fromHash": state.to_commit,
        "toHash": state.from_commit,
        "properties": { "changeScope": "ALL" },
        "values": values,
        "size": values.len(),
        "isLastPage": true,
        "start": 0,
        "limit": 25,
        "nextPageStart": null,
    })))
}
