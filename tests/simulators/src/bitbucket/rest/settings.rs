//! Settings of a repository for pull requests: ways to merge and what has to be fulfilled.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};

use super::below_repository;
use crate::bitbucket::answer::Reply;
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::Level;

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/settings/pull-requests", || get(act(pull_requests)))
}

/// Id, flag, name, what it does, and whether it is switched on.
const STRATEGIES: [(&str, &str, &str, &str, bool); 7] = [
    ("no-ff", "--no-ff", "Merge commit", "Makes a merge commit in every case.", true),
    ("ff", "--ff", "Fast-forward", "Moves the target where that is enough, else makes a merge commit.", true),
    ("ff-only", "--ff-only", "Fast-forward only", "Moves the target, or refuses.", false),
    ("rebase-no-ff", "rebase + merge --no-ff", "Rebase and merge", "Rebases the source, then makes a merge commit.", false),
    (
        "rebase-ff-only",
        "rebase + merge --ff-only",
        "Rebase and fast-forward",
        "Rebases the source, then moves the target.",
        false,
    ),
    ("squash", "--squash", "Squash", "Makes one commit of all.", true),
    ("squash-ff-only", "--squash --ff-only", "Squash, fast-forward only", "Makes one commit of all, or refuses.", false),
];

fn pull_requests(ask: &Ask) -> Answer {
    let world = ask.server.world();
    ask.repository(&world, Level::Read)?;
    let all: Vec<Value> = STRATEGIES
        .iter()
        .map(|(id, flag, name, description, enabled)| {
            json!({ "id": id, "flag": flag, "name": name, "description": description, "enabled": enabled })
        })
        .collect();
    let (approvers, builds) = (json!({ "enable": false, "count": 0 }), json!({ "enable": false, "count": 0 }));
    Ok(Reply::ok(json!({
        "mergeConfig": { "defaultStrategy": all[0], "strategies": all, "type": "DEFAULT", "commitSummaries": 20 },
        "com.atlassian.bitbucket.server.bitbucket-bundled-hooks:requiredApprovers": approvers,
        "com.atlassian.bitbucket.server.bitbucket-build:requiredBuilds": builds,
        "requiredAllApprovers": false,
        "requiredAllTasksComplete": false,
        "requiredApprovers": 0,
        "requiredSuccessfulBuilds": 0,
        "needsWork": false,
        "unapproveOnUpdate": false,
    })))
}
