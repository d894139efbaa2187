//! Projects.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::holds;
use crate::bitbucket::answer::Reply;
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Level, Permission};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/rest/api/{api}/projects", get(act(list))).route("/rest/api/{api}/projects/{key}", get(act(one)))
}

/// Personal projects are not in this list, whoever asks.
fn list(ask: &Ask) -> Answer {
    ask.known()?;
    let world = ask.server.world();
    let name = ask.query("name").unwrap_or_default();
    let wanted = match ask.query("permission").and_then(Permission::read) {
        Some(Permission::Project(level)) => Some(level),
        _ => None,
    };
    let shown = |level: Option<Level>, project| match wanted {
        Some(wanted) => level >= Some(wanted),
        None => world.sees_project(&ask.caller, project),
    };
    let mut found: Vec<_> = world
        .projects
        .iter()
        .filter(|project| project.owner.is_none() && holds(&project.name, name))
        .filter(|project| shown(world.project_level(&ask.caller, project), project))
        .collect();
    found.sort_by_key(|project| project.name.to_lowercase());
    ask.page(found, |project| ask.pen(&world).project(project))
}

fn one(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let project = ask.project(&world)?;
    Ok(Reply::ok(ask.pen(&world).project(&project)))
}
