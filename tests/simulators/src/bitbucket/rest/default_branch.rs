//! The default branch, at its old and at its new address; the two disagree about empty repositories.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::below_repository;
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::{Refs, run_git};
use crate::bitbucket::server::Server;
use crate::bitbucket::switches::EmptyRepoStyle;
use crate::bitbucket::wire::branch_json;
use crate::bitbucket::world::Level;

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("/branches/default", || get(act(old)).put(act(set)))
        .merge(below_repository("/default-branch", || get(act(new)).put(act(set))))
}

fn old(ask: &Ask) -> Answer {
    let repository = {
        let world = ask.server.world();
        ask.repository(&world, Level::Read)?
    };
    let refs = Refs::read(&ask.server.folders.of(&repository)?)?;
    if let Some(branch) = refs.branch(&repository.default_branch) {
        return Ok(Reply::ok(branch_json(branch, true)));
    }
    let empty = refs.below("refs/heads/").next().is_none();
    if empty && ask.server.switches.empty_repositories == EmptyRepoStyle::Quiet {
        return Ok(Reply::nothing());
    }
    let message = format!("Branch \"refs/heads/{}\" does not exist.", repository.default_branch);
    Err(Refusal::missing("repository.NoDefaultBranchException", message))
}

/// Names the configured branch even if it does not exist yet.
fn new(ask: &Ask) -> Answer {
    if !ask.server.switches.version.has_default_branch() {
        return Err(Refusal::unknown_path());
    }
    let world = ask.server.world();
    let branch = ask.repository(&world, Level::Read)?.default_branch;
    Ok(Reply::ok(json!({ "id": format!("refs/heads/{branch}"), "displayId": branch, "type": "BRANCH" })))
}

#[derive(Deserialize)]
struct Wanted {
    id: String,
}

/// Accepts a branch that does not exist, as real servers do.
fn set(ask: &Ask) -> Answer {
    let wanted: Wanted = ask.read()?;
    let branch = wanted.id.trim_start_matches("refs/heads/").to_owned();
    let repository = {
        let mut world = ask.server.world();
        let repository = ask.repository(&world, Level::Admin)?;
        world.change_repository(repository.id, |each| each.default_branch.clone_from(&branch));
        repository
    };
    let folder = ask.server.folders.of(&repository)?;
    run_git(&folder, &["symbolic-ref", "HEAD", &format!("refs/heads/{branch}")], b"")?;
    Ok(Reply::nothing())
}
