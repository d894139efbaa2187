//! Forks: made with the whole history, and kept in step with where they came from.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use super::below_repository;
use super::repository_edits::{checked, entered, found, own_home};
use crate::bitbucket::answer::{Refusal, Reply};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::git::{Refs, contains, point, run_git};
use crate::bitbucket::server::{Server, now};
use crate::bitbucket::world::{Content, Level, Repository};

pub(super) fn routes() -> Router<Arc<Server>> {
    below_repository("", || post(act(fork)))
        .route("/rest/sync/{api}/projects/{key}/repos/{slug}", get(act(status)).post(act(enable)))
}

#[derive(Deserialize)]
struct Wanted {
    name: Option<String>,
    project: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    key: String,
}

/// Without a project it goes to one's own; without a name it is called as before.
fn fork(ask: &Ask) -> Answer {
    let wanted: Wanted = ask.read()?;
    let (origin, made, location) = {
        let mut world = ask.server.world();
        let origin = ask.repository(&world, Level::Read)?;
        let project = match &wanted.project {
            Some(place) => {
                let missing = || {
                    let message = format!("Project {} does not exist.", place.key);
                    Refusal::missing("project.NoSuchProjectException", message)
                };
                let project = world.project_by_key(&place.key).cloned().ok_or_else(missing)?;
                if project.owner.is_some() && project.owner == ask.caller.user {
                    own_home(ask, &mut world)?
                } else {
                    entered(ask, &world, project)?
                }
            }
            None => own_home(ask, &mut world)?,
        };
        if !origin.forkable {
            return Err(Refusal::conflict("repository.ForkingDisabledException", "Forking is disabled for this repository."));
        }
        let name = checked(&world, &project, wanted.name.as_deref().unwrap_or(&origin.name), None)?;
        let id = world.add_fork(project.id, origin.id, Content::Empty);
        world.change_repository(id, |made| {
            made.slug = crate::bitbucket::world::slug_of(&name);
            made.name = name;
            made.default_branch.clone_from(&origin.default_branch);
        });
        let made = found(&world, id)?;
        let location = ask.pen(&world).link(&format!("/rest/api/latest/projects/{}/repos/{}", project.key, made.slug));
        (origin, made, location)
    };
    let (from, to) = (ask.server.folders.of(&origin)?, ask.server.folders.of(&made)?);
    run_git(&to, &["fetch", "--quiet", &from.to_string_lossy(), "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], b"")?;
    let world = ask.server.world();
    Ok(Reply::created(ask.pen(&world).repository(&made), Some(location)))
}

fn status(ask: &Ask) -> Answer {
    let (fork, origin) = {
        let world = ask.server.world();
        let fork = ask.repository(&world, Level::Read)?;
        let origin = fork.origin.and_then(|id| world.repository(id)).cloned();
        let readable = origin.filter(|origin| world.repository_level(&ask.caller, origin).is_some());
        (fork, readable)
    };
    Ok(Reply::ok(told(ask, &fork, origin.as_ref())?))
}

#[derive(Deserialize)]
struct Wish {
    enabled: bool,
}

fn enable(ask: &Ask) -> Answer {
    let wish: Wish = ask.read()?;
    let (fork, origin) = {
        let mut world = ask.server.world();
        let fork = ask.repository(&world, Level::Admin)?;
        let origin = fork.origin.and_then(|id| world.repository(id)).cloned();
        if origin.is_none() && wish.enabled {
            return Err(Refusal::field("enabled", "Synchronization is not available for this repository."));
        }
        world.change_repository(fork.id, |fork| fork.synced = wish.enabled.then(now));
        (found(&world, fork.id)?, origin)
    };
    if !wish.enabled {
        return Ok(Reply::nothing());
    }
    Ok(Reply::ok(told(ask, &fork, origin.as_ref())?))
}

/// What differs, branch by branch. Where it is switched on, what only lags behind is brought up to date first.
fn told(ask: &Ask, fork: &Repository, origin: Option<&Repository>) -> Result<Value, Refusal> {
    let (mut ahead, mut diverged) = (Vec::new(), Vec::new());
    if let Some(origin) = origin {
        let (from, to) = (ask.server.folders.of(origin)?, ask.server.folders.of(fork)?);
        // Only their commits are needed here; nobody is to see their branches.
        run_git(&to, &["fetch", "--quiet", &from.to_string_lossy(), "+refs/heads/*:refs/origin-heads/*"], b"")?;
        let seen = run_git(&to, &["for-each-ref", "--format=delete %(refname)", "refs/origin-heads"], b"")?;
        run_git(&to, &["update-ref", "--stdin"], seen.as_bytes())?;
        let (theirs, ours) = (Refs::read(&from)?, Refs::read(&to)?);
        for upstream in theirs.below("refs/heads/") {
            let Some(own) = ours.get(&upstream.name).filter(|own| own.commit != upstream.commit) else { continue };
            let short = upstream.name.trim_start_matches("refs/heads/");
            let row = |state: &str| json!({ "id": upstream.name, "displayId": short, "state": state, "tag": false });
            if contains(&to, &own.commit, &upstream.commit)? {
                ahead.push(row("AHEAD"));
            } else if contains(&to, &upstream.commit, &own.commit)? {
                if fork.synced.is_some() {
                    point(&to, &upstream.name, Some(&upstream.commit))?;
                }
            } else {
                diverged.push(row("DIVERGED"));
            }
        }
    }
    Ok(json!({
        "available": origin.is_some(),
        "enabled": fork.synced.is_some(),
        "lastSync": fork.synced,
        "aheadRefs": ahead,
        "divergedRefs": diverged,
        "orphanedRefs": [],
    }))
}
