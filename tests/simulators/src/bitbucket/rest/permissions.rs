//! Lists of who may do what; these, and only these, need administration rights.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::json;

use super::{below_repository, holds};
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Level, Permission, UserId, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/api/{api}/projects/{key}/permissions/users", get(act(of_project)))
        .route("/rest/api/{api}/projects/{key}/permissions/groups", get(act(project_groups)))
        .merge(below_repository("/permissions/users", || get(act(of_repository))))
        .merge(below_repository("/permissions/groups", || get(act(repository_groups))))
}

fn people(ask: &Ask, world: &World, rights: &BTreeMap<UserId, Level>, kind: fn(Level) -> Permission) -> Answer {
    let filter = ask.query("filter").unwrap_or_default();
    let named: Vec<_> = rights
        .iter()
        .filter_map(|(id, level)| Some((world.user(*id)?, *level)))
        .filter(|(user, _)| holds(&user.name, filter) || holds(&user.display_name, filter))
        .collect();
    ask.page(named, |(user, level)| json!({ "user": ask.pen(world).user_json(user), "permission": kind(level).name() }))
}

fn of_project(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let project = ask.project(&world)?;
    if world.project_level(&ask.caller, &project) < Some(Level::Admin) {
        return Err(ask.denied());
    }
    people(ask, &world, &project.rights, Permission::Project)
}

fn of_repository(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let repository = ask.repository(&world, Level::Admin)?;
    people(ask, &world, &repository.rights, Permission::Repository)
}

fn project_groups(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let project = ask.project(&world)?;
    if world.project_level(&ask.caller, &project) < Some(Level::Admin) {
        return Err(ask.denied());
    }
    ask.page(Vec::<()>::new(), |()| json!({}))
}

fn repository_groups(ask: &Ask) -> Answer {
    let world = ask.server.world();
    ask.repository(&world, Level::Admin)?;
    ask.page(Vec::<()>::new(), |()| json!({}))
}
