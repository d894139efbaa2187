//! Repositories: search over everything, those of a project, the recently used ones, forks and relatives.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::{below_repository, holds};
use crate::bitbucket::answer::Reply;
use crate::bitbucket::ask::{Answer, Ask, act};
use crate::bitbucket::server::Server;
use crate::bitbucket::world::{Level, Permission, Repository, World};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/rest/api/{api}/repos", get(act(search)))
        .route("/rest/api/{api}/projects/{key}/repos", get(act(of_project)))
        .route("/rest/api/{api}/users/{user}/repos", get(act(of_project)))
        .route("/rest/api/{api}/profile/recent/repos", get(act(recent)))
        .merge(below_repository("", || get(act(one))))
        .merge(below_repository("/forks", || get(act(forks))))
        .merge(below_repository("/related", || get(act(related))))
}

/// The level that `permission` asks for; reading, if nothing is said.
fn wanted(ask: &Ask) -> Level {
    match ask.query("permission").and_then(Permission::read) {
        Some(Permission::Repository(level)) => level,
        _ => Level::Read,
    }
}

fn by_place<'a>(world: &'a World, found: &mut Vec<&'a Repository>) {
    found.sort_by_cached_key(|each| {
        let project = world.project(each.project).map(|project| project.name.to_lowercase());
        (project, each.name.to_lowercase(), each.id)
    });
}

fn search(ask: &Ask) -> Answer {
    ask.known()?;
    let world = ask.server.world();
    let version = ask.server.switches.version;
    let (name, level) = (ask.query("name").unwrap_or_default(), wanted(ask));
    let project_name = ask.query("projectname").unwrap_or_default();
    // Older servers overlook the filters they do not know.
    let key = ask.query("projectkey").filter(|_| version.has_archive());
    let archived = ask.query("archived").filter(|_| version.has_archive()).unwrap_or("ACTIVE");
    let state = ask.query("state").unwrap_or("AVAILABLE");
    let mut found: Vec<_> = world
        .repositories
        .iter()
        .filter(|each| holds(&each.name, name) && state == "AVAILABLE")
        .filter(|each| archived == "ALL" || each.archived == (archived == "ARCHIVED"))
        .filter(|each| match ask.query("visibility") {
            Some("public") => each.public,
            Some("private") => !each.public,
            _ => true,
        })
        .filter(|each| world.repository_level(&ask.caller, each) >= Some(level))
        .filter(|each| {
            world.project(each.project).is_some_and(|project| {
                holds(&project.name, project_name) && key.is_none_or(|key| project.key.eq_ignore_ascii_case(key))
            })
        })
        .collect();
    by_place(&world, &mut found);
    ask.page(found, |each| ask.pen(&world).repository(each))
}

fn of_project(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let project = ask.project(&world)?;
    let mut found: Vec<_> = world
        .repositories
        .iter()
        .filter(|each| each.project == project.id && world.repository_level(&ask.caller, each).is_some())
        .collect();
    by_place(&world, &mut found);
    ask.page(found, |each| ask.pen(&world).repository(each))
}

fn recent(ask: &Ask) -> Answer {
    let user = ask.user()?;
    let world = ask.server.world();
    let (name, level) = (ask.query("name").unwrap_or_default(), wanted(ask));
    let newest_first = world.recent.get(&user).into_iter().flatten().rev();
    let found: Vec<_> = newest_first
        .filter_map(|id| world.repository(*id))
        .filter(|each| holds(&each.name, name) && world.repository_level(&ask.caller, each) >= Some(level))
        .collect();
    ask.page(found, |each| ask.pen(&world).repository(each))
}

fn one(ask: &Ask) -> Answer {
    let mut world = ask.server.world();
    let repository = ask.repository(&world, Level::Read)?;
    if let Some(user) = ask.caller.user {
        world.visit(user, repository.id);
    }
    Ok(Reply::ok(ask.pen(&world).repository(&repository)))
}

fn forks(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let origin = ask.repository(&world, Level::Read)?.id;
    listed(ask, &world, |each| each.origin == Some(origin))
}

fn related(ask: &Ask) -> Answer {
    let world = ask.server.world();
    let one = ask.repository(&world, Level::Read)?;
    listed(ask, &world, |each| each.hierarchy == one.hierarchy && each.id != one.id)
}

fn listed(ask: &Ask, world: &World, which: impl Fn(&Repository) -> bool) -> Answer {
    let readable = |each: &&Repository| world.repository_level(&ask.caller, each).is_some();
    let mut found: Vec<_> = world.repositories.iter().filter(|each| which(each)).filter(readable).collect();
    by_place(world, &mut found);
    ask.page(found, |each| ask.pen(world).repository(each))
}
